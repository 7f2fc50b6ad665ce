// The one-time notice before it is given: everything it names by material, and the paper itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-notice-page.h"
#include "yc-outcome.h"
#include "yc-paper-view.h"
#include "yc-toast.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcNoticePage {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkBox *groups;
  GtkLabel *deadline, *second_words;
  GtkWidget *second, *ask_line, *ask, *give;
  GtkEntry *reason;
  YcPaperView *paper;

  YcFile *file; // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcNoticePage, yc_notice_page, GTK_TYPE_WIDGET)

static guint give_signal, leave_signal;

// ---- What it names ------------------------------------------------------------------------------

static void
add_label (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
}

static const char *
find_name (YcFile *file, const char *material)
{
  GListModel *materials = yc_file_get_materials (file);

  for (guint i = 0; i < g_list_model_get_n_items (materials); i++) {
    g_autoptr (YcMaterialRow) row = g_list_model_get_item (materials, i);

    if (g_str_equal (yc_material_row_get_id (row), material))
      return yc_material_row_get_name (row);
  }
  return material;
}

static GtkBox *
add_group (YcNoticePage *self, const char *material)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "notice-group");
  add_label (GTK_BOX (card),
             material != NULL ? find_name (self->file, material) : _ ("Applicant and form"),
             "heading");
  gtk_box_append (self->groups, card);
  return GTK_BOX (card);
}

static void
add_finding (GtkBox *card, YcFindingRow *finding)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *cure = yc_finding_row_get_cure (finding);
  const char *ground = yc_finding_row_get_ground (finding);
  // TRANSLATORS: how something that is missing is put right.
  g_autofree char *how = g_strdup_printf (_ ("To be done: %s"), cure != NULL ? cure : "");
  g_autofree char *why = g_strdup_printf (_ ("Ground: %s"), ground != NULL ? ground : "");

  if (yc_finding_row_is_news (finding))
    add_label (GTK_BOX (box), _ ("New: no earlier notice named it"), "warning");
  add_label (GTK_BOX (box), yc_finding_row_get_text (finding), NULL);
  if (cure != NULL)
    add_label (GTK_BOX (box), how, "dim-label");
  if (ground != NULL)
    add_label (GTK_BOX (box), why, "caption");
  gtk_box_append (card, box);
}

// Nothing that blocks is left out: who could drop one here would tell the applicant twice.
static void
show_groups (YcNoticePage *self)
{
  GListModel *findings = yc_file_get_findings (self->file);
  g_autoptr (GHashTable) cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++) {
    g_autoptr (YcFindingRow) finding = g_list_model_get_item (findings, i);
    const char *material = yc_finding_row_get_material (finding);
    const char *key = material != NULL ? material : "";
    GtkBox *card = g_hash_table_lookup (cards, key);

    if (!yc_finding_row_is_blocking (finding))
      continue;
    if (card == NULL) {
      card = add_group (self, material);
      g_hash_table_insert (cards, g_strdup (key), card);
    }
    add_finding (card, finding);
  }
}

static void
show_deadline (YcNoticePage *self)
{
  gboolean provisional;
  YcDay due = yc_outcome_get_supplement_due (self->file, &provisional);
  g_autofree char *day = yc_words_day (due, provisional);
  g_autofree char *text = g_strdup_printf (_ ("To be brought by %s"), day);

  gtk_label_set_label (self->deadline, text);
}

// ---- A second notice ----------------------------------------------------------------------------

static char *
describe_second (YcNoticePage *self, YcNoticeState state)
{
  const char *reason = yc_outcome_get_second_reason (self->file);

  if (state == YC_NOTICE_WAITING)
    return g_strdup_printf (_ ("The supervisor was asked and has not answered yet. Reason: %s"),
                            reason);
  if (state == YC_NOTICE_ALLOWED)
    return g_strdup_printf (_ ("The supervisor allows a second notice. Reason: %s"), reason);
  return g_strdup (_ ("The applicant was told once already, and this names something new. That "
                      "needs a reason and the supervisor's word."));
}

// One button is the one to press: asking comes before giving.
static void
suggest (GtkWidget *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static void
show_second (YcNoticePage *self)
{
  YcNoticeState state = yc_outcome_get_notice_state (self->file);
  gboolean ready = state == YC_NOTICE_FREE || state == YC_NOTICE_ALLOWED;
  g_autofree char *words = describe_second (self, state);

  gtk_label_set_label (self->second_words, words);
  gtk_widget_set_visible (self->second, state != YC_NOTICE_FREE);
  gtk_widget_set_visible (self->ask_line, state == YC_NOTICE_ASK);
  gtk_widget_set_sensitive (self->give, ready);
  suggest (self->give, ready);
}

static void
reason_cb (YcNoticePage *self)
{
  g_autofree char *reason =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));

  gtk_widget_set_sensitive (self->ask, *reason != '\0');
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcNoticePage) self = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  yc_outcome_finish (YC_FILE (source), result, &error);
  if (self != NULL && error != NULL)
    yc_toast_say_error (yc_toast_find_page (GTK_WIDGET (self)), error);
}

static void
ask_cb (YcNoticePage *self)
{
  g_autofree char *reason =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));

  if (*reason != '\0')
    yc_outcome_ask_second_async (self->file, reason, NULL, asked_cb, yc_weak_new (self));
}

// ---- The page -----------------------------------------------------------------------------------

static void
update_cb (YcNoticePage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  show_groups (self);
  show_second (self);
}

void
yc_notice_page_show (YcNoticePage *self, YcFile *file)
{
  if (g_set_object (&self->file, file))
    g_signal_connect_object (file, "changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  show_groups (self);
  show_deadline (self);
  show_second (self);
  yc_paper_view_show (self->paper, file, "supplement");
  if (gtk_widget_get_sensitive (self->give))
    gtk_widget_grab_focus (self->give);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

void
yc_notice_page_confirm (YcNoticePage *self)
{
  if (gtk_widget_get_sensitive (self->give))
    g_signal_emit (self, give_signal, 0);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
leave_cb (YcNoticePage *self)
{
  g_signal_emit (self, leave_signal, 0);
}

static void
yc_notice_page_dispose (GObject *object)
{
  YcNoticePage *self = YC_NOTICE_PAGE (object);

  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_notice_page_parent_class)->dispose (object);
}

static void
yc_notice_page_class_init (YcNoticePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YC_TYPE_PAPER_VIEW);
  G_OBJECT_CLASS (klass)->dispose = yc_notice_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/intake/notice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YcNoticePage, box);
  gtk_widget_class_bind_template_child (widget_class, YcNoticePage, groups);
  gtk_widget_class_bind_template_child (widget_class, YcNoticePage, deadline);
  gtk_widget_class_bind_template_child (widget_class, YcNoticePage, second);
  gtk_widget_class_bind_template_child (widget_class, YcNoticePage, second_words);
  gtk_widget_class_bind_template_child (widget_class, YcNoticePage, ask_line);
  gtk_widget_class_bind_template_child (widget_class, YcNoticePage, reason);
  gtk_widget_class_bind_template_child (widget_class, YcNoticePage, ask);
  gtk_widget_class_bind_template_child (widget_class, YcNoticePage, give);
  gtk_widget_class_bind_template_child (widget_class, YcNoticePage, paper);
  gtk_widget_class_bind_template_callback (widget_class, reason_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, yc_notice_page_confirm);
  give_signal = g_signal_new ("give", YC_TYPE_NOTICE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  leave_signal = g_signal_new ("leave", YC_TYPE_NOTICE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
yc_notice_page_init (YcNoticePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
