// What stands in the way of acceptance, as links to where it can be put right.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-obstacles.h"
#include "yc-outcome.h"
#include "yc-words.h"

#include <glib/gi18n.h>

enum { LINKS = 3 }; // findings named in the bar itself; all are in the list behind "All"

struct _YcObstacles {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkImage *icon;
  GtkLabel *title, *links;
  GtkMenuButton *all;
  GtkListBox *findings;

  GPtrArray *shown; // owned: the YcFindingRow that links and list stand for
};

G_DEFINE_FINAL_TYPE (YcObstacles, yc_obstacles, GTK_TYPE_WIDGET)

static guint finding_signal;

// ---- The findings, what blocks first ------------------------------------------------------------

static void
collect (YcObstacles *self, YcFile *file, gboolean blocking)
{
  GListModel *findings = yc_file_get_findings (file);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++) {
    g_autoptr (YcFindingRow) finding = g_list_model_get_item (findings, i);

    if (yc_finding_row_is_blocking (finding) == blocking)
      g_ptr_array_add (self->shown, g_steal_pointer (&finding));
  }
}

static void
follow (YcObstacles *self, guint index)
{
  g_autoptr (YcFindingRow) finding = NULL;

  if (index >= self->shown->len)
    return;
  finding = g_object_ref (self->shown->pdata[index]);
  g_signal_emit (self, finding_signal, 0, finding);
}

static gboolean
link_cb (YcObstacles *self, const char *uri)
{
  follow (self, (guint)g_ascii_strtoull (uri, NULL, 10));
  return TRUE;
}

static void
row_activated_cb (YcObstacles *self, GtkListBoxRow *row)
{
  gtk_menu_button_popdown (self->all);
  follow (self, (guint)gtk_list_box_row_get_index (row));
}

// ---- The list of all ----------------------------------------------------------------------------

static const char *
get_icon (YcFindingRow *finding)
{
  if (yc_finding_row_is_refusal (finding))
    return "dialog-error-symbolic";
  return yc_finding_row_is_blocking (finding) ? "dialog-warning-symbolic"
                                              : "dialog-information-symbolic";
}

static void
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label;

  if (text == NULL)
    return;
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 56);
  if (css_class != NULL) {
    gtk_widget_add_css_class (label, css_class);
    gtk_widget_add_css_class (label, "caption");
  }
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_row (YcFindingRow *finding)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon (finding));

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, yc_finding_row_is_refusal (finding)    ? "error"
                                  : yc_finding_row_is_blocking (finding) ? "warning"
                                                                         : "dim-label");
  add_label (box, yc_finding_row_get_text (finding), NULL);
  add_label (box, yc_finding_row_get_cure (finding), "dim-label");
  add_label (box, yc_finding_row_get_ground (finding), "dim-label");
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  yc_finding_row_get_text (finding), -1);
  return row;
}

static void
fill_list (YcObstacles *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->findings))) != NULL)
    gtk_list_box_remove (self->findings, child);
  for (guint i = 0; i < self->shown->len; i++)
    gtk_list_box_append (self->findings, make_row (self->shown->pdata[i]));
}

// ---- The line -----------------------------------------------------------------------------------

static void
append_link (GString *markup, guint index, YcFindingRow *finding)
{
  g_autofree char *text = g_markup_escape_text (yc_finding_row_get_text (finding), -1);

  g_string_append_printf (markup, "%s<a href=\"%u\">%s</a>", index > 0 ? "  ·  " : "", index, text);
}

// Once the applicant was told, the same things are awaited.
static char *
count_in_words (YcFile *file, guint n)
{
  if (yc_file_get_state (file) == YC_STATE_SUPPLEMENT &&
      yc_outcome_get_notice_state (file) == YC_NOTICE_FREE)
    return g_strdup_printf (ngettext ("The applicant was told: %u thing is awaited",
                                      "The applicant was told: %u things are awaited", n),
                            n);
  return g_strdup_printf (ngettext ("%u thing stands in the way of acceptance",
                                    "%u things stand in the way of acceptance", n),
                          n);
}

static char *
make_title (YcObstacles *self, YcFile *file, guint blocking)
{
  if (blocking > 0)
    return count_in_words (file, blocking);
  if (self->shown->len > 0)
    return g_strdup (_ ("Nothing stands in the way; to be seen to"));
  return g_strdup (_ ("Nothing stands in the way"));
}

static void
show_icon (YcObstacles *self, const char *name, const char *css_class)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "warning");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "success");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), css_class);
  gtk_image_set_from_icon_name (self->icon, name);
}

static void
show_findings (YcObstacles *self, YcFile *file)
{
  guint blocking = yc_file_count_blocking (file);
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autofree char *title = make_title (self, file, blocking);
  gboolean returned = yc_file_get_state (file) == YC_STATE_RETURNED;

  for (guint i = 0; i < MIN (self->shown->len, LINKS); i++)
    append_link (markup, i, self->shown->pdata[i]);
  if (markup->len == 0)
    g_string_append (markup, returned ? _ ("The case can be handed off again.")
                                      : _ ("The case can be accepted."));
  gtk_label_set_label (self->title, title);
  gtk_label_set_markup (self->links, markup->str);
  if (yc_outcome_suggest (file) == YC_OUTCOME_REFUSE)
    show_icon (self, "dialog-error-symbolic", "error");
  else if (blocking > 0)
    show_icon (self, "dialog-warning-symbolic", "warning");
  else
    show_icon (self, "object-select-symbolic", "success");
}

static void
show_outcome (YcObstacles *self, YcFile *file)
{
  g_autofree char *clock = yc_outcome_describe_clock (file);
  YcState state = yc_file_get_state (file);

  gtk_label_set_label (self->title, state == YC_STATE_HANDED_OFF ? _ ("Accepted and handed off")
                                                                 : yc_words_state (state));
  gtk_label_set_label (self->links, *clock != '\0' ? clock : yc_file_get_ground (file));
  show_icon (self, "object-select-symbolic", "success");
}

void
yc_obstacles_show (YcObstacles *self, YcFile *file, gboolean open)
{
  g_ptr_array_set_size (self->shown, 0);
  if (open) {
    collect (self, file, TRUE);
    collect (self, file, FALSE);
    show_findings (self, file);
  } else {
    show_outcome (self, file);
  }
  fill_list (self);
  gtk_widget_set_visible (GTK_WIDGET (self->all), self->shown->len > 0);
}

static void
yc_obstacles_dispose (GObject *object)
{
  g_clear_pointer (&YC_OBSTACLES (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_obstacles_parent_class)->dispose (object);
}

static void
yc_obstacles_finalize (GObject *object)
{
  g_ptr_array_unref (YC_OBSTACLES (object)->shown);
  G_OBJECT_CLASS (yc_obstacles_parent_class)->finalize (object);
}

static void
yc_obstacles_class_init (YcObstaclesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_obstacles_dispose;
  G_OBJECT_CLASS (klass)->finalize = yc_obstacles_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/intake/obstacles.ui");
  gtk_widget_class_bind_template_child (widget_class, YcObstacles, box);
  gtk_widget_class_bind_template_child (widget_class, YcObstacles, icon);
  gtk_widget_class_bind_template_child (widget_class, YcObstacles, title);
  gtk_widget_class_bind_template_child (widget_class, YcObstacles, links);
  gtk_widget_class_bind_template_child (widget_class, YcObstacles, all);
  gtk_widget_class_bind_template_child (widget_class, YcObstacles, findings);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  finding_signal = g_signal_new ("finding", YC_TYPE_OBSTACLES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, YC_TYPE_FINDING_ROW);
}

static void
yc_obstacles_init (YcObstacles *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}
