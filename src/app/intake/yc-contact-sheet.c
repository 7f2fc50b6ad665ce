// All pages of a case at a glance, by material, to be sorted: the contact sheet.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-contact-sheet.h"
#include "yc-pile.h"
#include "yc-sheet-group.h"
#include "yc-toast.h"

#include <glib/gi18n.h>

enum { THUMB_WIDTH = 232 };

struct _YcContactSheet {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkScrolledWindow *scroller;
  GtkBox *groups;
  GtkLabel *chosen;
  GtkMenuButton *move;

  YcFile *file;       // owned, nullable
  YcPile *pile;       // owned, nullable
  YcLeafShelf *shelf; // owned
  char **cut;         // owned: the pages that wait to be pasted
  char **kept;        // owned, nullable: pages that move, and stay marked where they arrive
  gboolean choosing;  // it is not the clerk who marks
  guint to_load;      // source; 0: none
};

G_DEFINE_FINAL_TYPE (YcContactSheet, yc_contact_sheet, GTK_TYPE_WIDGET)

static guint opened_signal, leave_signal;

// ---- The groups ---------------------------------------------------------------------------------

static YcSheetGroup *
next_group (YcContactSheet *self, YcSheetGroup *group)
{
  GtkWidget *next = group != NULL ? gtk_widget_get_next_sibling (GTK_WIDGET (group))
                                  : gtk_widget_get_first_child (GTK_WIDGET (self->groups));

  return next != NULL ? YC_SHEET_GROUP (next) : NULL;
}

static GPtrArray *
list_chosen (YcContactSheet *self)
{
  GPtrArray *pages = g_ptr_array_new ();
  YcSheetGroup *group = NULL;

  while ((group = next_group (self, group)) != NULL)
    yc_sheet_group_add_chosen (group, pages);
  return pages;
}

// The marked pages, or the one with the focus; NULL-terminated, copied.
static char **
copy_chosen (YcContactSheet *self)
{
  g_autoptr (GPtrArray) pages = list_chosen (self);
  YcSheetGroup *group = NULL;

  while (pages->len == 0 && (group = next_group (self, group)) != NULL)
    if (yc_sheet_group_get_focus (group) != NULL)
      g_ptr_array_add (pages, (gpointer)yc_sheet_group_get_focus (group));
  g_ptr_array_add (pages, NULL);
  return g_strdupv ((char **)pages->pdata);
}

static void
update_actions (YcContactSheet *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_auto (GStrv) pages = copy_chosen (self);
  gboolean may = self->file != NULL && yc_file_can (self->file, YC_EVENT_PAGE_MOVED);
  gboolean some = may && pages[0] != NULL;
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u page marked", "%u pages marked", g_strv_length (pages)), g_strv_length (pages));

  gtk_label_set_label (self->chosen, text);
  gtk_widget_action_set_enabled (widget, "sheet.undo", may && yc_pile_can_undo (self->pile));
  gtk_widget_action_set_enabled (widget, "sheet.redo", may && yc_pile_can_redo (self->pile));
  gtk_widget_action_set_enabled (widget, "sheet.remove", some);
  gtk_widget_action_set_enabled (widget, "sheet.turn", some);
  gtk_widget_action_set_enabled (widget, "sheet.cut", some);
  gtk_widget_action_set_enabled (widget, "sheet.paste", may && self->cut[0] != NULL);
  gtk_widget_action_set_enabled (widget, "sheet.earlier", some);
  gtk_widget_action_set_enabled (widget, "sheet.later", some);
  gtk_widget_action_set_enabled (widget, "sheet.move-to", some);
  gtk_widget_set_sensitive (GTK_WIDGET (self->move), some);
}

static gboolean
load_cb (gpointer user_data)
{
  YcContactSheet *self = user_data;
  YcSheetGroup *group = NULL;

  self->to_load = 0;
  while ((group = next_group (self, group)) != NULL)
    yc_sheet_group_load (group, GTK_WIDGET (self->scroller));
  return G_SOURCE_REMOVE;
}

// Once everything has its place.
static void
load_soon (YcContactSheet *self)
{
  if (self->to_load == 0)
    self->to_load = g_timeout_add (30, load_cb, self);
}

// Where the keys go: to this page, or else to the first there is.
static void
focus (YcContactSheet *self, const char *page)
{
  YcSheetGroup *group = NULL;

  while ((group = next_group (self, group)) != NULL)
    if (page != NULL && yc_sheet_group_focus (group, page))
      return;
  if (!gtk_widget_child_focus (GTK_WIDGET (self->groups), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self->scroller));
}

// Marks these pages and no others, and moves the focus to the first of them.
static void
choose (YcContactSheet *self, char **pages)
{
  g_autoptr (GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);
  YcSheetGroup *group = NULL;

  for (guint i = 0; pages[i] != NULL; i++)
    g_hash_table_add (set, pages[i]);
  self->choosing = TRUE;
  while ((group = next_group (self, group)) != NULL)
    yc_sheet_group_choose (group, set);
  focus (self, pages[0]);
  self->choosing = FALSE;
}

static gboolean
is_adding (YcContactSheet *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));

  return (gdk_device_get_modifier_state (gdk_seat_get_keyboard (seat)) & GDK_CONTROL_MASK) != 0;
}

// Pages of several materials are marked with Ctrl held; otherwise marking one forgets the others.
static void
chosen_cb (YcSheetGroup *chosen, YcContactSheet *self)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  YcSheetGroup *group = NULL;

  if (self->choosing)
    return;
  self->choosing = TRUE;
  while (!is_adding (self) && (group = next_group (self, group)) != NULL)
    if (group != chosen)
      yc_sheet_group_choose (group, none);
  self->choosing = FALSE;
  update_actions (self);
}

static void
pages_changed_cb (YcContactSheet *self)
{
  g_auto (GStrv) kept = g_steal_pointer (&self->kept);

  if (kept != NULL)
    choose (self, kept);
  load_soon (self);
  update_actions (self);
}

// ---- Sorting ------------------------------------------------------------------------------------

// Takes the pages over.
static void
keep (YcContactSheet *self, char **pages)
{
  g_strfreev (self->kept);
  self->kept = pages;
}

static void
move (YcContactSheet *self, char **pages, const char *material, const char *before)
{
  keep (self, g_strdupv (pages));
  yc_pile_move (self->pile, (const char *const *)pages, material, before);
}

static void
dropped_cb (YcSheetGroup *group, char **pages, const char *before, YcContactSheet *self)
{
  move (self, pages, yc_sheet_group_get_material (group), before);
}

static void
dragged_cb (YcSheetGroup *group, GPtrArray *pages, YcContactSheet *self)
{
  g_autoptr (GPtrArray) chosen = list_chosen (self);

  g_ptr_array_extend (pages, chosen, NULL, NULL);
}

// The page that is looked at when these are gone: the one behind the last of them, or else the one
// in front of the first.
static char **
find_neighbour (YcContactSheet *self, char **gone)
{
  GListModel *pages = yc_file_get_pages (self->file);
  char **found = g_new0 (char *, 2);
  gboolean behind = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (pages, i);

    if (g_strv_contains ((const char *const *)gone, yc_page_row_get_id (row))) {
      behind = TRUE;
      continue;
    }
    g_free (found[0]);
    found[0] = g_strdup (yc_page_row_get_id (row));
    if (behind)
      break;
  }
  return found;
}

static void
remove_chosen (YcContactSheet *self)
{
  g_auto (GStrv) pages = copy_chosen (self);
  guint n = g_strv_length (pages);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u page is taken out", "%u pages are taken out", n), n);

  keep (self, find_neighbour (self, pages));
  yc_pile_remove (self->pile, (const char *const *)pages);
  yc_toast_say (yc_toast_find_page (GTK_WIDGET (self)), text); // the bar has Undo
}

static void
cut (YcContactSheet *self)
{
  g_strfreev (self->cut);
  self->cut = copy_chosen (self);
  yc_toast_say (yc_toast_find_page (GTK_WIDGET (self)),
                _ ("Go to where the pages belong, and press Ctrl+V."));
}

// Before the page with the focus, or behind all pages of the group that has it.
static void
paste (YcContactSheet *self)
{
  YcSheetGroup *group = NULL;

  while ((group = next_group (self, group)) != NULL)
    if (yc_sheet_group_has_focus (group)) {
      move (self, self->cut, yc_sheet_group_get_material (group), yc_sheet_group_get_focus (group));
      g_strfreev (self->cut);
      self->cut = g_new0 (char *, 1);
      return;
    }
}

static void
shift (YcContactSheet *self, int step)
{
  char **pages = copy_chosen (self);

  keep (self, pages);
  yc_pile_shift (self->pile, (const char *const *)pages, step);
}

static void
turn (YcContactSheet *self)
{
  char **pages = copy_chosen (self);

  keep (self, pages);
  yc_pile_turn (self->pile, (const char *const *)pages);
}

static void
sort_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcContactSheet *self = YC_CONTACT_SHEET (widget);

  if (g_str_equal (action, "sheet.undo") || g_str_equal (action, "sheet.redo"))
    keep (self, copy_chosen (self));
  if (g_str_equal (action, "sheet.undo"))
    yc_pile_undo (self->pile);
  else if (g_str_equal (action, "sheet.redo"))
    yc_pile_redo (self->pile);
  else if (g_str_equal (action, "sheet.remove"))
    remove_chosen (self);
  else if (g_str_equal (action, "sheet.turn"))
    turn (self);
  else if (g_str_equal (action, "sheet.cut"))
    cut (self);
  else if (g_str_equal (action, "sheet.paste"))
    paste (self);
  else
    shift (self, g_str_equal (action, "sheet.earlier") ? -1 : 1);
  update_actions (self);
}

static void
move_to_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcContactSheet *self = YC_CONTACT_SHEET (widget);
  g_auto (GStrv) pages = copy_chosen (self);

  move (self, pages, g_variant_get_string (parameter, NULL), NULL);
}

static void
move_menu_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_menu_button_popup (YC_CONTACT_SHEET (widget)->move);
}

// Back from the menu to the pages that it was about.
static void
menu_cb (YcContactSheet *self)
{
  g_auto (GStrv) pages = NULL;

  if (self->file == NULL)
    return;
  pages = copy_chosen (self);
  if (pages[0] != NULL)
    choose (self, pages);
}

static void
leave_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, leave_signal, 0);
}

// ---- Showing ------------------------------------------------------------------------------------

static void
opened_cb (YcContactSheet *self, const char *page)
{
  g_signal_emit (self, opened_signal, 0, page);
}

static void
add_group (YcContactSheet *self, const char *material, const char *name)
{
  GtkWidget *group = yc_sheet_group_new (self->file, self->shelf, material, name);

  g_signal_connect (group, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (group, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect (group, "dragged", G_CALLBACK (dragged_cb), self);
  g_signal_connect (group, "dropped", G_CALLBACK (dropped_cb), self);
  gtk_box_append (self->groups, group);
}

static void
add_groups (YcContactSheet *self)
{
  GListModel *materials = yc_file_get_materials (self->file);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (materials); i++) {
    g_autoptr (YcMaterialRow) row = g_list_model_get_item (materials, i);
    const char *material = yc_material_row_get_id (row), *name = yc_material_row_get_name (row);
    g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

    add_group (self, material, name);
    g_menu_item_set_action_and_target (item, "sheet.move-to", "s", material);
    g_menu_append_item (menu, item);
  }
  gtk_menu_button_set_menu_model (self->move, G_MENU_MODEL (menu));
  g_signal_connect_swapped (gtk_menu_button_get_popover (self->move), "closed",
                            G_CALLBACK (menu_cb), self);
}

static void
drop_file (YcContactSheet *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (yc_file_get_pages (self->file), self);
  if (self->pile != NULL)
    g_signal_handlers_disconnect_by_data (self->pile, self);
  g_clear_handle_id (&self->to_load, g_source_remove);
  g_clear_pointer (&self->kept, g_strfreev);
  g_clear_object (&self->pile);
  g_clear_object (&self->file);
}

void
yc_contact_sheet_show (YcContactSheet *self, YcFile *file, const char *page)
{
  char *shown[] = {(char *)page, NULL};

  drop_file (self);
  self->file = g_object_ref (file);
  self->pile = yc_pile_new (file);
  yc_leaf_shelf_set_file (self->shelf, file);
  add_groups (self);
  g_signal_connect_data (yc_file_get_pages (file), "items-changed", G_CALLBACK (pages_changed_cb),
                         self, NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (self->pile, "changed", G_CALLBACK (update_actions), self);
  choose (self, shown);
  load_soon (self);
  update_actions (self);
}

static void
yc_contact_sheet_dispose (GObject *object)
{
  YcContactSheet *self = YC_CONTACT_SHEET (object);

  if (self->file != NULL)
    drop_file (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_contact_sheet_parent_class)->dispose (object);
}

static void
yc_contact_sheet_finalize (GObject *object)
{
  YcContactSheet *self = YC_CONTACT_SHEET (object);

  g_clear_object (&self->shelf);
  g_strfreev (self->cut);
  G_OBJECT_CLASS (yc_contact_sheet_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const names[] = {"sheet.undo", "sheet.redo",  "sheet.remove",  "sheet.cut",
                                      "sheet.turn", "sheet.paste", "sheet.earlier", "sheet.later"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (widget_class, names[i], NULL, sort_cb);
  gtk_widget_class_install_action (widget_class, "sheet.move-to", "s", move_to_cb);
  gtk_widget_class_install_action (widget_class, "sheet.move-menu", NULL, move_menu_cb);
  gtk_widget_class_install_action (widget_class, "sheet.leave", NULL, leave_cb);
}

static void
yc_contact_sheet_class_init (YcContactSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_contact_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = yc_contact_sheet_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/intake/contact-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, YcContactSheet, box);
  gtk_widget_class_bind_template_child (widget_class, YcContactSheet, scroller);
  gtk_widget_class_bind_template_child (widget_class, YcContactSheet, groups);
  gtk_widget_class_bind_template_child (widget_class, YcContactSheet, chosen);
  gtk_widget_class_bind_template_child (widget_class, YcContactSheet, move);
  install_actions (widget_class);
  opened_signal = g_signal_new ("opened", YC_TYPE_CONTACT_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  leave_signal = g_signal_new ("leave", YC_TYPE_CONTACT_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
yc_contact_sheet_init (YcContactSheet *self)
{
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->shelf = yc_leaf_shelf_new (THUMB_WIDTH);
  self->cut = g_new0 (char *, 1);
  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (load_soon), self);
  g_signal_connect_swapped (adjustment, "changed", G_CALLBACK (load_soon), self);
}
