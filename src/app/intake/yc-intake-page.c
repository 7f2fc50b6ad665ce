// The intake screen: a case at the counter, from the first page to acceptance.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-intake-page-private.h"
#include "yc-large-text.h"
#include "yc-offers.h"
#include "yc-paper-deeds.h"
#include "yc-stack.h"
#include "yc-sync-button.h"
#include "yc-toast.h"
#include "yc-weak.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (YcIntakePage, yc_intake_page, GTK_TYPE_WIDGET)

// ---- What is shown ------------------------------------------------------------------------------

static void
update_head (YcIntakePage *self)
{
  gboolean saved = yc_file_is_saved (self->file);
  g_autofree char *complete =
      g_strdup_printf ("%u / %u", yc_file_count_complete (self->file),
                       g_list_model_get_n_items (yc_file_get_materials (self->file)));

  gtk_label_set_label (self->name, yc_file_get_item_name (self->file));
  gtk_label_set_label (self->number, yc_file_get_number (self->file));
  gtk_label_set_label (self->applicant, yc_file_get_applicant (self->file));
  gtk_label_set_label (self->complete, complete);
  gtk_label_set_label (self->saved, saved ? _ ("Saved") : _ ("Saving…"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->saved_icon), gtk_label_get_label (self->saved));
  gtk_image_set_from_icon_name (self->saved_icon,
                                saved ? "emblem-ok-symbolic" : "content-loading-symbolic");
  yc_clock_pill_show (self->clock, self->file);
}

gboolean
yc_intake_page_is_at_notice (YcIntakePage *self)
{
  return gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->notice);
}

// Nothing is decided about a case that something else lies over.
gboolean
yc_intake_page_is_covered (YcIntakePage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "case") != 0;
}

static void
enable (YcIntakePage *self, const char *action, gboolean on)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, on);
}

void
yc_intake_page_update_actions (YcIntakePage *self)
{
  g_autofree char *paper = yc_paper_deeds_find_newest (self->file);
  gboolean open = !yc_intake_page_is_covered (self);

  yc_page_desk_set_open (self->desk, open);
  enable (self, "intake.all-pages", open && yc_file_can (self->file, YC_EVENT_PAGE_MOVED));
  enable (self, "intake.camera", open && yc_file_can (self->file, YC_EVENT_SCANNED));
  enable (self, "intake.accept", open && yc_decision_bar_can_accept (self->decision));
  enable (self, "intake.supplement",
          (open || yc_intake_page_is_at_notice (self)) &&
              yc_decision_bar_can_supplement (self->decision));
  enable (self, "intake.print", paper != NULL);
  enable (self, "intake.save-paper", paper != NULL);
  enable (self, "intake.save-case", yc_file_can (self->file, YC_EVENT_EXPORTED));
  enable (self, "intake.save-material",
          open && yc_page_desk_get_material (self->desk) != NULL &&
              yc_file_can (self->file, YC_EVENT_EXPORTED));
  enable (self, "intake.withdraw", yc_file_can (self->file, YC_EVENT_WITHDRAWN));
}

// Once it is used or left there is nothing to look at any more.
static void
update_mark (YcIntakePage *self)
{
  g_autoptr (YcOfferPlace) place =
      self->pointed != NULL ? yc_offers_find_place (self->file, self->pointed) : NULL;

  if (self->pointed == NULL || place != NULL)
    return;
  g_clear_pointer (&self->pointed, g_free);
  yc_page_desk_mark (self->desk, NULL, NULL);
}

static void
update_cb (YcIntakePage *self)
{
  update_mark (self);
  update_head (self);
  yc_intake_page_update_actions (self);
}

// The first material that still needs something, or the first.
static char *
find_first_open (YcIntakePage *self)
{
  g_autoptr (YcMaterialRow) first = g_list_model_get_item (yc_file_get_materials (self->file), 0);
  char *open = yc_missing_line_find_first (self->file);

  if (open != NULL || first == NULL)
    return open;
  return g_strdup (yc_material_row_get_id (first));
}

static void
choose_material (YcIntakePage *self, const char *material)
{
  yc_aside_set_material (self->aside, material);
  yc_material_list_choose (self->materials, material);
  yc_page_desk_show_material (self->desk, material);
  yc_intake_page_update_actions (self);
}

static void
material_chosen_cb (YcIntakePage *self, const char *material)
{
  g_autofree char *copy = g_strdup (material);

  choose_material (self, copy);
}

// Turning pages leads from one material to the next.
static void
page_changed_cb (YcIntakePage *self)
{
  g_autofree char *material = g_strdup (yc_page_desk_get_material (self->desk));

  if (self->file == NULL)
    return;
  if (material != NULL &&
      g_strcmp0 (material, yc_material_list_get_chosen (self->materials)) != 0) {
    yc_material_list_choose (self->materials, material);
    yc_aside_set_material (self->aside, material);
  }
  yc_intake_page_update_actions (self);
}

static void
finding_cb (YcIntakePage *self, YcFindingRow *finding)
{
  if (yc_finding_row_get_field (finding) != NULL) {
    yc_aside_go_to (self->aside, yc_finding_row_get_field (finding));
  } else if (yc_finding_row_get_page (finding) != NULL) {
    yc_page_desk_show_page (self->desk, yc_finding_row_get_page (finding));
  } else if (yc_finding_row_get_material (finding) != NULL) {
    g_autofree char *material = g_strdup (yc_finding_row_get_material (finding));

    choose_material (self, material);
    yc_material_list_focus (self->materials);
  }
}

static void
go_to_material_cb (YcIntakePage *self, const char *material)
{
  choose_material (self, material);
  yc_material_list_focus (self->materials);
}

static void
sample_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcIntakePage *self = YC_INTAKE_PAGE (widget);

  yc_aside_show_sample (self->aside, !yc_aside_is_at_sample (self->aside));
}

// ---- Pages --------------------------------------------------------------------------------------

static void
camera_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yc_page_desk_open_camera (YC_INTAKE_PAGE (widget)->desk);
}

static void
show_offer_cb (GtkWidget *widget, const char *action, GVariant *field)
{
  YcIntakePage *self = YC_INTAKE_PAGE (widget);
  g_autoptr (YcOfferPlace) place =
      yc_offers_find_place (self->file, g_variant_get_string (field, NULL));

  if (place == NULL)
    return;
  g_free (self->pointed);
  self->pointed = g_variant_dup_string (field, NULL);
  yc_page_desk_mark (self->desk, place->page,
                     &GRAPHENE_RECT_INIT ((float)place->left, (float)place->top,
                                          (float)(place->right - place->left),
                                          (float)(place->bottom - place->top)));
}

static void
next_material_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yc_material_list_step (YC_INTAKE_PAGE (widget)->materials, 1);
}

static void
scanned_cb (YcIntakePage *self)
{
  yc_material_list_focus (self->materials);
}

static void
save_pages_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcIntakePage *self = YC_INTAKE_PAGE (widget);
  gboolean whole = g_str_equal (action, "intake.save-case");

  yc_save_bar_save (self->saver, self->file, whole ? NULL : yc_page_desk_get_material (self->desk));
}

static void
all_pages_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcIntakePage *self = YC_INTAKE_PAGE (widget);

  gtk_stack_set_visible_child_name (self->pages, "sheet");
  yc_contact_sheet_show (self->sheet, self->file, yc_page_desk_get_page (self->desk));
  yc_intake_page_update_actions (self);
}

static void
sheet_opened_cb (YcIntakePage *self, const char *page)
{
  g_autofree char *copy = g_strdup (page);

  yc_intake_page_uncover (self);
  yc_page_desk_show_page (self->desk, copy);
}

// Large words need wider panes, a sample wants to be read; what an icon or the menu says goes.
static void
share_room_cb (gpointer page)
{
  static const int usual[] = {5, 11, 8, 0}, wide[] = {6, 9, 9, 0}, reading[] = {5, 9, 10, 0};
  YcIntakePage *self = page;
  gboolean large = yc_large_text_is_on ();
  gboolean sample = yc_aside_is_at_sample (self->aside);

  yc_large_text_share (self->panes, large ? wide : sample ? reading : usual);
  gtk_widget_set_visible (GTK_WIDGET (self->saved), !large);
}

// ---- Making it ----------------------------------------------------------------------------------

static gboolean
yc_intake_page_grab_focus (GtkWidget *widget)
{
  yc_material_list_focus (YC_INTAKE_PAGE (widget)->materials);
  return TRUE;
}

GtkWidget *
yc_intake_page_new (YcFile *file)
{
  YcIntakePage *self = g_object_new (YC_TYPE_INTAKE_PAGE, NULL);
  g_autofree char *material = NULL;

  self->file = g_object_ref (file);
  yc_situation_panel_set_file (self->situation, file);
  yc_missing_line_set_file (self->missing, file);
  yc_material_list_set_file (self->materials, file);
  yc_page_desk_set_file (self->desk, file);
  yc_office_bar_set_file (self->office, file);
  yc_deed_menu_set_file (self->deeds, file);
  yc_decision_bar_set_file (self->decision, file);
  adw_header_bar_pack_end (self->header, yc_sync_button_new (yc_file_get_session (file)));
  yc_aside_set_file (self->aside, file);
  yc_intake_page_add_withdrawal (self);
  g_signal_connect_object (file, "changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "news", G_CALLBACK (yc_toast_say), self, G_CONNECT_SWAPPED);
  yc_offers_begin (file);
  material = find_first_open (self);
  choose_material (self, material);
  update_cb (self);
  return GTK_WIDGET (self);
}

static void
yc_intake_page_dispose (GObject *object)
{
  YcIntakePage *self = YC_INTAKE_PAGE (object);

  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
  g_clear_pointer (&self->pointed, g_free);
  g_clear_pointer (&self->withdrawal, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_intake_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, box);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, name);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, number);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, applicant);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, header);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, saved);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, saved_icon);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, complete);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, clock);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, situation);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, materials);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, desk);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, more);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, saver);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, panes);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, pages);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, notice);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, sheet);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, missing);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, aside);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, office);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, deeds);
  gtk_widget_class_bind_template_child (widget_class, YcIntakePage, decision);
  gtk_widget_class_bind_template_callback (widget_class, material_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, scanned_cb);
  gtk_widget_class_bind_template_callback (widget_class, share_room_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_material_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "update_actions",
                                                G_CALLBACK (yc_intake_page_update_actions));
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "intake.all-pages", NULL, all_pages_cb);
  gtk_widget_class_install_action (widget_class, "intake.next-material", NULL, next_material_cb);
  gtk_widget_class_install_action (widget_class, "intake.show-offer", "s", show_offer_cb);
  gtk_widget_class_install_action (widget_class, "intake.camera", NULL, camera_cb);
  gtk_widget_class_install_action (widget_class, "intake.sample", NULL, sample_cb);
  gtk_widget_class_install_action (widget_class, "intake.save-case", NULL, save_pages_cb);
  gtk_widget_class_install_action (widget_class, "intake.save-material", NULL, save_pages_cb);
}

static void
yc_intake_page_class_init (YcIntakePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YC_TYPE_ASIDE);
  g_type_ensure (YC_TYPE_CLOCK_PILL);
  g_type_ensure (YC_TYPE_CONTACT_SHEET);
  g_type_ensure (YC_TYPE_DECISION_BAR);
  g_type_ensure (YC_TYPE_MATERIAL_LIST);
  g_type_ensure (YC_TYPE_MISSING_LINE);
  g_type_ensure (YC_TYPE_NOTICE_PAGE);
  g_type_ensure (YC_TYPE_DEED_MENU);
  g_type_ensure (YC_TYPE_OFFICE_BAR);
  g_type_ensure (YC_TYPE_PAGE_DESK);
  g_type_ensure (YC_TYPE_SAVE_BAR);
  g_type_ensure (YC_TYPE_SITUATION_PANEL);
  G_OBJECT_CLASS (klass)->dispose = yc_intake_page_dispose;
  widget_class->grab_focus = yc_intake_page_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/intake/intake-page.ui");
  bind_children (widget_class);
  install_actions (widget_class);
  yc_intake_page_install_deeds (widget_class);
  g_signal_new ("leave", YC_TYPE_INTAKE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);
  g_signal_new ("show-toast", YC_TYPE_INTAKE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, ADW_TYPE_TOAST);
}

static void
yc_intake_page_init (YcIntakePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_stack_hide_others (self->pages);
  share_room_cb (self);
  yc_large_text_follow (self, share_room_cb);
}
