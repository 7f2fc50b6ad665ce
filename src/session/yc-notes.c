// The notes of a review: places of pages that were marked, with words or without.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-notes.h"
#include "yc-file-rows.h"
#include "yc-page-content.h"
#include "yc-row-private.h"
#include "yc-step.h"
#include "yc-uuid.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _YcNoteRow {
  GObject parent_instance;
  char *id, *page, *title, *text, *detail;
  YcPagePart part;
  gboolean mine;
};

static void
yc_note_row_clear (YcNoteRow *self)
{
  g_free (self->id);
  g_free (self->page);
  g_free (self->title);
  g_free (self->text);
  g_free (self->detail);
}

YC_DEFINE_ROW (YcNoteRow, yc_note_row)

const char *
yc_note_row_get_id (YcNoteRow *self)
{
  return self->id;
}

const char *
yc_note_row_get_page (YcNoteRow *self)
{
  return self->page;
}

const char *
yc_note_row_get_title (YcNoteRow *self)
{
  return self->title;
}

const char *
yc_note_row_get_text (YcNoteRow *self)
{
  return self->text;
}

const char *
yc_note_row_get_detail (YcNoteRow *self)
{
  return self->detail;
}

YcPagePart
yc_note_row_get_part (YcNoteRow *self)
{
  return self->part;
}

gboolean
yc_note_row_is_mine (YcNoteRow *self)
{
  return self->mine;
}

// ---- The list -----------------------------------------------------------------------------------

static gboolean
belongs_to_office (YcFile *self)
{
  const char *me = yc_session_get_person (self->session);

  return !yc_case_has_hand (self->stored, me) &&
         (yc_session_role_for (self->session, YC_EVENT_ANNOTATED) != YC_ROLE_NONE ||
          yc_session_role_for (self->session, YC_EVENT_ASSIGNED) != YC_ROLE_NONE);
}

gboolean
yc_file_shows_notes (YcFile *self)
{
  gboolean in_office = yc_step_is_allowed (self->stored->state, YC_EVENT_EXTENDED);

  return !in_office || belongs_to_office (self);
}

// At the counter nobody needs to know which approver it was.
static char *
describe (YcFile *file, const YcAnnotation *note, gboolean mine)
{
  g_autofree char *time = yc_words_time (note->at, yc_session_now (file->session));
  const char *who = belongs_to_office (file) ? yc_file_name_person (file, note->author)
                                             : yc_words_role (YC_ROLE_APPROVER);

  return g_strdup_printf ("%s · %s", mine ? _ ("me") : who, time);
}

static YcNoteRow *
find_row (YcFile *self, const char *id, const YcPagePart *part)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->notes)); i++) {
    g_autoptr (YcNoteRow) row = g_list_model_get_item (G_LIST_MODEL (self->notes), i);

    if (g_str_equal (row->id, id) && memcmp (&row->part, part, sizeof *part) == 0)
      return g_steal_pointer (&row);
  }
  return NULL;
}

// Where the note stands on its page as that is shown now: it may have been turned or straightened
// since. What lies on a part that was cut off stands where it stood.
static YcPagePart
find_part (YcFile *file, const YcAnnotation *note)
{
  const YcPage *page = yc_case_find_page (file->stored, note->page);
  g_autoptr (YcPageOps) was = yc_page_content_ops (note->operations);
  g_autoptr (YcPageOps) now = yc_page_content_ops (page->operations);
  YcPagePart part = note->part;

  if (g_strcmp0 (note->operations, page->operations) != 0)
    yc_page_ops_carry (was, now, page->width, page->height, &part);
  return part;
}

// A note never changes, but its page may come to lie elsewhere, and its author be called otherwise.
static YcNoteRow *
make_row (YcFile *file, const YcAnnotation *note, YcPageRow *page)
{
  const YcPagePart part = find_part (file, note);
  YcNoteRow *row = find_row (file, note->id, &part);
  g_autofree char *detail = NULL;

  if (row == NULL) {
    row = g_object_new (YC_TYPE_NOTE_ROW, NULL);
    row->id = g_strdup (note->id);
    row->page = g_strdup (note->page);
    row->text = g_strdup (note->text != NULL ? note->text : "");
    row->part = part;
    row->mine = g_str_equal (note->author, yc_session_get_person (file->session));
  }
  detail = describe (file, note, row->mine);
  if (yc_rows_set_text (&row->title, yc_page_row_get_title (page)) +
          yc_rows_set_text (&row->detail, detail) >
      0)
    g_signal_emit_by_name (row, "changed");
  return row;
}

static int
compare_height (gconstpointer a, gconstpointer b)
{
  const YcAnnotation *left = *(const YcAnnotation *const *)a;
  const YcAnnotation *right = *(const YcAnnotation *const *)b;

  return left->part.top - right->part.top;
}

static void
add_notes (YcFile *self, YcPageRow *page, GPtrArray *rows)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();

  for (guint i = 0; i < self->stored->annotations->len; i++) {
    YcAnnotation *note = &g_array_index (self->stored->annotations, YcAnnotation, i);

    if (g_str_equal (note->page, yc_page_row_get_id (page)))
      g_ptr_array_add (notes, note);
  }
  g_ptr_array_sort (notes, compare_height);
  for (guint i = 0; i < notes->len; i++)
    g_ptr_array_add (rows, make_row (self, notes->pdata[i], page));
}

void
yc_file_rebuild_notes (YcFile *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0;
       yc_file_shows_notes (self) && i < g_list_model_get_n_items (G_LIST_MODEL (self->pages));
       i++) {
    g_autoptr (YcPageRow) page = g_list_model_get_item (G_LIST_MODEL (self->pages), i);

    add_notes (self, page, rows);
  }
  yc_rows_set (self->notes, rows);
}

GListModel *
yc_notes_get_list (YcFile *file)
{
  return G_LIST_MODEL (file->notes);
}

// ---- Marking, and taking back -------------------------------------------------------------------

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (yc_file_do_finish (YC_FILE (source), result, &error))
    g_task_return_pointer (task, g_strdup (g_task_get_task_data (task)), g_free);
  else
    g_task_return_error (task, error);
}

void
yc_notes_add_async (YcFile *file,
                    const char *id,
                    const char *page,
                    const YcPagePart *part,
                    const char *text,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (file, NULL, callback, user_data);
  const YcPage *marked = yc_case_find_page (file->stored, page);
  JsonObject *data = json_object_new ();
  char *note = id != NULL ? g_strdup (id) : yc_uuid_new (g_get_real_time () / 1000);

  g_task_set_source_tag (task, yc_notes_add_async);
  g_task_set_task_data (task, note, g_free);
  json_object_set_string_member (data, "annotation", note);
  json_object_set_string_member (data, "page", page);
  json_object_set_int_member (data, "left", part->left);
  json_object_set_int_member (data, "top", part->top);
  json_object_set_int_member (data, "width", part->width);
  json_object_set_int_member (data, "height", part->height);
  if (marked != NULL && marked->operations != NULL)
    json_object_set_string_member (data, "operations", marked->operations);
  if (text != NULL && *text != '\0')
    json_object_set_string_member (data, "text", text);
  yc_file_do_async (file, YC_EVENT_ANNOTATED, data, NULL, added_cb, task);
}

char *
yc_notes_add_finish (YcFile *file, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yc_notes_remove_async (YcFile *file,
                       const char *id,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "annotation", id);
  yc_file_do_async (file, YC_EVENT_ANNOTATION_REMOVED, data, NULL, callback, user_data);
}
