// An open case: its materials, pages, form, findings, and everything that can be done to it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"
#include "yc-clock.h"
#include "yc-presets.h"
#include "yc-session.h"

G_BEGIN_DECLS

// How a material stands at a glance.
typedef enum {
  YC_STATUS_MISSING,
  YC_STATUS_INCOMPLETE, // pages are there, something is not ticked
  YC_STATUS_DEFICIENT,
  YC_STATUS_COMPLETE,
  YC_STATUS_DEFERRED,
  YC_STATUS_COMMITMENT,
  YC_STATUS_BY_DATA,
} YcStatus;

// All row objects below emit "changed" when anything in them changes; strings live until then.

#define YC_TYPE_POINT_ROW (yc_point_row_get_type ())
G_DECLARE_FINAL_TYPE (YcPointRow, yc_point_row, YC, POINT_ROW, GObject)
const char *yc_point_row_get_id (YcPointRow *self);
const char *yc_point_row_get_text (YcPointRow *self);
gboolean yc_point_row_is_ticked (YcPointRow *self);

#define YC_TYPE_MATERIAL_ROW (yc_material_row_get_type ())
G_DECLARE_FINAL_TYPE (YcMaterialRow, yc_material_row, YC, MATERIAL_ROW, GObject)
const char *yc_material_row_get_id (YcMaterialRow *self);
const char *yc_material_row_get_name (YcMaterialRow *self);
const char *
yc_material_row_get_detail (YcMaterialRow *self); // "original, 1 · 5 pages · 1 point open"
YcStatus yc_material_row_get_status (YcMaterialRow *self);
const char *yc_material_row_get_status_name (YcMaterialRow *self);
guint yc_material_row_get_n_pages (YcMaterialRow *self);
int yc_material_row_get_copies (YcMaterialRow *self);       // that came in
int yc_material_row_get_copies_asked (YcMaterialRow *self); // that the item asks for
gboolean yc_material_row_can_defer (YcMaterialRow *self);
gboolean yc_material_row_can_commit (YcMaterialRow *self);
// Whether a data-sharing source can be asked for it now, and its name (nullable).
gboolean yc_material_row_can_ask (YcMaterialRow *self);
const char *yc_material_row_get_service (YcMaterialRow *self);
// Whether it may come from an earlier case of the same person.
gboolean yc_material_row_can_reuse (YcMaterialRow *self);
// Credibility, 'A' to 'D'; 0 while there is nothing. And what stands across a copy of it, nullable.
char yc_material_row_get_grade (YcMaterialRow *self);
const char *yc_material_row_get_watermark (YcMaterialRow *self);
// What else there is to say: "one of 3", "the register did not answer: take the paper"; nullable.
const char *yc_material_row_get_remark (YcMaterialRow *self);
const char *yc_material_row_get_answer (YcMaterialRow *self); // of a register; nullable
YcMark yc_material_row_get_mark (YcMaterialRow *self);
GListModel *yc_material_row_get_points (YcMaterialRow *self); // of YcPointRow

typedef enum {
  YC_INPUT_TEXT,
  YC_INPUT_NUMBER,
  YC_INPUT_CHOICE,
  YC_INPUT_BOOLEAN,
  YC_INPUT_DATE,
  YC_INPUT_PART,  // the head of a titled part: nothing to type
  YC_INPUT_GROUP, // the head of a group that can have more entries
  YC_INPUT_ENTRY  // the head of one entry of a group
} YcInput;

// A field of the applicant's record ("applicant") or of the item's form ("form").
#define YC_TYPE_FIELD_ROW (yc_field_row_get_type ())
G_DECLARE_FINAL_TYPE (YcFieldRow, yc_field_row, YC, FIELD_ROW, GObject)
const char *yc_field_row_get_section (YcFieldRow *self);
const char *yc_field_row_get_id (YcFieldRow *self);    // its place: "area", "owners/0/name"
guint yc_field_row_get_depth (YcFieldRow *self);       // how far it is indented
const char *yc_field_row_get_title (YcFieldRow *self); // with the unit
YcInput yc_field_row_get_input (YcFieldRow *self);
gboolean yc_field_row_is_required (YcFieldRow *self);
GPtrArray *yc_field_row_get_choices (YcFieldRow *self); // of const char *; labels
const char *
yc_field_row_get_text (YcFieldRow *self); // what stands there now, draft included; never NULL
const char *yc_field_row_get_masked (YcFieldRow *self); // what may be shown without a reveal
gboolean yc_field_row_is_private (YcFieldRow *self);    // masked unless being typed or revealed
gboolean yc_field_row_is_held_back (YcFieldRow *self);  // central shows a mask of it
const char *yc_field_row_get_message (
    YcFieldRow *self); // what is wrong with it; NULL if nothing, or not typed yet
const char *yc_field_row_get_hint (YcFieldRow *self);   // what to write; nullable
const char *yc_field_row_get_source (YcFieldRow *self); // where the value came from; nullable
// Worked out, or said by a step of the case: read-only.
gboolean yc_field_row_is_computed (YcFieldRow *self);
gboolean yc_field_row_can_add (YcFieldRow *self);    // a group: another entry fits
gboolean yc_field_row_can_remove (YcFieldRow *self); // an entry: it may go
// What was probably meant: full-width digits made narrow and the like; nullable.
const char *yc_field_row_get_correction (YcFieldRow *self);
// What a page of the case says of it, as far as that may be shown, and the page's title; both
// nullable. yc-offers.h has what can be done with it.
const char *yc_field_row_get_offer (YcFieldRow *self);
const char *yc_field_row_get_offer_page (YcFieldRow *self);

#define YC_TYPE_SITUATION_ROW (yc_situation_row_get_type ())
G_DECLARE_FINAL_TYPE (YcSituationRow, yc_situation_row, YC, SITUATION_ROW, GObject)
const char *yc_situation_row_get_id (YcSituationRow *self);
const char *yc_situation_row_get_question (YcSituationRow *self);
GPtrArray *yc_situation_row_get_answers (YcSituationRow *self); // of const char *: labels
int yc_situation_row_get_chosen (YcSituationRow *self);

// Something that stands in the way, and where to put it right.
#define YC_TYPE_FINDING_ROW (yc_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (YcFindingRow, yc_finding_row, YC, FINDING_ROW, GObject)
const char *
yc_finding_row_get_text (YcFindingRow *self); // "Sale contract: all pages signed — not ticked"
const char *yc_finding_row_get_cure (YcFindingRow *self);   // how to put it right; nullable
const char *yc_finding_row_get_ground (YcFindingRow *self); // legal ground; nullable
gboolean yc_finding_row_is_blocking (YcFindingRow *self);   // else it warns or informs
gboolean yc_finding_row_is_news (YcFindingRow *self);    // blocks, and no earlier notice named it
gboolean yc_finding_row_is_refusal (YcFindingRow *self); // cannot be cured
const char *yc_finding_row_get_material (YcFindingRow *self); // nullable
const char *yc_finding_row_get_page (YcFindingRow *self);     // nullable
const char *
yc_finding_row_get_field (YcFindingRow *self); // nullable: "applicant/phone", "form/area"

#define YC_TYPE_PAGE_ROW (yc_page_row_get_type ())
G_DECLARE_FINAL_TYPE (YcPageRow, yc_page_row, YC, PAGE_ROW, GObject)
const char *yc_page_row_get_id (YcPageRow *self);
const char *yc_page_row_get_material (YcPageRow *self);
const char *yc_page_row_get_title (YcPageRow *self); // "Sale contract, page 3 of 5"
// Pixels, and pixels an inch; 0 where it is not known.
void yc_page_row_get_scanned_size (YcPageRow *self, int *ret_width, int *ret_height);
void yc_page_row_get_size (YcPageRow *self, int *ret_width, int *ret_height, int *ret_dpi);
// What is done to the stored page to show it: "" for one that is shown as it was scanned. A page
// that is shown in another way has another row.
const char *yc_page_row_get_look (YcPageRow *self);
// What somebody should look at, such as "looks blank"; nullable.
const char *yc_page_row_get_remark (YcPageRow *self);

#define YC_TYPE_HISTORY_ROW (yc_history_row_get_type ())
G_DECLARE_FINAL_TYPE (YcHistoryRow, yc_history_row, YC, HISTORY_ROW, GObject)
const char *yc_history_row_get_title (YcHistoryRow *self);
const char *yc_history_row_get_detail (YcHistoryRow *self); // who, when, on what ground

// Signals: "changed" (anything), "news" (char *sentence: what others changed while it was open).
#define YC_TYPE_FILE (yc_file_get_type ())
G_DECLARE_FINAL_TYPE (YcFile, yc_file, YC, FILE, GObject)

// Begins a case for an item; its number and first event are stored before this returns.
void yc_file_begin_async (YcSession *session,
                          const char *item,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
// Opens a case that the store knows by its id, or by what the QR on its papers says (YC_CASE_LINK).
void yc_file_open_async (YcSession *session,
                         const char *case_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
YcFile *yc_file_open_finish (GAsyncResult *result, GError **error); // for both

YcSession *yc_file_get_session (YcFile *self);
const char *yc_file_get_id (YcFile *self);
const char *yc_file_get_number (YcFile *self); // "" while there is none
const char *yc_file_get_item_name (YcFile *self);
const char *yc_file_get_applicant (
    YcFile *self); // name; masked for who only looks: whole while the person may fill in the case
YcState yc_file_get_state (YcFile *self);
void yc_file_get_clock (YcFile *self, YcClock *ret_clock);
gboolean yc_file_is_saved (YcFile *self); // nothing typed is on its way to the disk

GListModel *yc_file_get_materials (YcFile *self);        // of YcMaterialRow
GListModel *yc_file_get_applicant_fields (YcFile *self); // of YcFieldRow
GListModel *yc_file_get_form_fields (YcFile *self);      // of YcFieldRow
GListModel *yc_file_get_told_fields (YcFile *self);      // of YcFieldRow: masked in single steps
GListModel *yc_file_get_situations (YcFile *self);       // of YcSituationRow
GListModel *yc_file_get_findings (YcFile *self);         // of YcFindingRow
GListModel *yc_file_get_pages (YcFile *self);            // of YcPageRow, all materials in order
GListModel *yc_file_get_history (YcFile *self);          // of YcHistoryRow, newest first
guint yc_file_count_complete (YcFile *self);             // materials

guint yc_file_count_blocking (YcFile *self); // findings

// Legal grounds to choose from: for "grant", "refuse", "return", "not-accepted", "not-needed". Of
// const char *.
GPtrArray *yc_file_get_grounds (YcFile *self, const char *step);

// What is allowed now, by state, role and separation of powers; for the buttons.
gboolean yc_file_can (YcFile *self, YcEventType type);

// Asks the dishonesty list if something is deferred and it is not known whether the applicant is on
// it; `again`, too, where it could not be asked before. What it says becomes a finding.
void yc_file_ask_list (YcFile *self, gboolean again);

// Whether pages of this material can come in now, and whether this page can be taken out.
gboolean yc_file_can_scan (YcFile *self, const char *material);
gboolean yc_file_can_remove (YcFile *self, const char *page);

// Why it is not allowed now, as a sentence to show; NULL if it is allowed. Free it.
char *yc_file_explain (YcFile *self, YcEventType type);

// The step of the office that is under way, in words; NULL if none is. Free it. What ends it is
// YC_EVENT_ADVANCED.
char *yc_file_describe_stage (YcFile *self);

// The words of the decision, or of the last refusal or return; "" where there are none.
const char *yc_file_get_opinion (YcFile *self);
const char *yc_file_get_ground (YcFile *self);
const char *yc_file_get_reason (YcFile *self);

// ---- Typing: in the store with every call, an event when it is settled --------------------------

void yc_file_type (YcFile *self, YcFieldRow *field, const char *text);
// Makes what was typed an event; call when a field is left, and before leaving. Errors become
// "notice".
void yc_file_settle (YcFile *self);

// The approver's opinion while it is written: in the store with every call; gone once it is
// decided.
void yc_file_type_opinion (YcFile *self, const char *text);
const char *yc_file_get_typed_opinion (YcFile *self); // "" where there is none

// What was probably meant in place of what was typed.
void yc_file_correct (YcFile *self, YcFieldRow *field);

// Another entry of a group, or one less (given by its head).
void yc_file_add_entry (YcFile *self, YcFieldRow *group);
void yc_file_remove_entry (YcFile *self, YcFieldRow *entry);

// Back and forth through what was typed into form and applicant's record since it was opened.
gboolean yc_file_can_undo_typing (YcFile *self);
gboolean yc_file_can_redo_typing (YcFile *self);
void yc_file_undo_typing (YcFile *self);
void yc_file_redo_typing (YcFile *self);

// ---- Doing: each is one durable transaction; `callback` may be NULL, then errors become "notice"
// --

// What the applicant wants to know of the item: whether they must come themselves, whether papers
// may be posted, and what it costs. Free each.
char *yc_file_describe_presence (YcFile *self);
char *yc_file_describe_post (YcFile *self);
char *yc_file_describe_fees (YcFile *self);

void yc_file_tick (YcFile *self, const char *material, const char *point, gboolean on);
// Whether that is on its way to the store, so that who ticks on goes to the next.
gboolean yc_file_is_ticking (YcFile *self, const char *material, const char *point);
void yc_file_answer (YcFile *self, YcSituationRow *situation, int answer);
void yc_file_mark (YcFile *self, const char *material, YcMark mark);
void yc_file_count_copies (YcFile *self, const char *material, int copies);

// Anything else, as an event with data (taken over, nullable). Grant, refuse and return are held
// for ten seconds, in which yc_file_undo () takes them back.
void yc_file_do_async (YcFile *self,
                       YcEventType type,
                       JsonObject *data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
gboolean yc_file_do_finish (YcFile *self, GAsyncResult *result, GError **error);

// Receives the papers if that has not happened (voucher number), accepts and hands off: all or
// nothing.
void yc_file_accept_async (YcFile *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean yc_file_accept_finish (YcFile *self, GAsyncResult *result, GError **error);

// Art. 32 (4): receives if need be, and requests everything that the findings name.
void yc_file_request_supplement_async (YcFile *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean yc_file_request_supplement_finish (YcFile *self, GAsyncResult *result, GError **error);

// Takes back a decision that is still held. FALSE: it has gone out.
void yc_file_undo_async (YcFile *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean yc_file_undo_finish (YcFile *self, GAsyncResult *result, GError **error);

// Shows a private field whole, after an event says who looked. On success the row is no longer
// masked.
void yc_file_uncover (YcFile *self, YcFieldRow *field);

// Whether the person may ask central now for what it masks at a field.
gboolean yc_file_can_reveal (YcFile *self, YcFieldRow *field);

// Asks central for what it masks at a field that is held back; central keeps who looked, and why.
// On success the field shows it until the case is closed. Fails with YC_ERROR_OFFLINE (what to say
// then: yc_words_error_revealing ()), or as central refuses.
void yc_file_reveal_async (YcFile *self,
                           YcFieldRow *field,
                           const char *reason,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean yc_file_reveal_finish (YcFile *self, GAsyncResult *result, GError **error);

// ---- Pages --------------------------------------------------------------------------------------

// A decoded page. Case, page and pixels travel together, so that no other page can be shown by
// mistake.
typedef struct {
  char *case_id, *page_id, *title;
  int width, height; // pixels
  GBytes *pixels; // as yc_image_to_screen () makes them: nothing is left to do on the main thread
  char *look;     // nullable: as yc_page_row_get_look () had it
} YcPicture;
void yc_picture_free (YcPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcPicture, yc_picture_free)

// Decodes a page with what `look` does to it ("": as it was scanned; else what the page's row has),
// `width` pixels wide if it is that large (0: as large as it is). Fetches it from central if it is
// not here.
void yc_file_load_page_async (YcFile *self,
                              const char *page,
                              const char *look,
                              int width,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
YcPicture *yc_file_load_page_finish (YcFile *self, GAsyncResult *result, GError **error);

// Whether a page is shown in another way than it was scanned: turned, straightened, cropped; or was
// so at any time.
gboolean yc_file_is_made_ready (YcFile *self, const char *page);
gboolean yc_file_was_made_ready (YcFile *self, const char *page);

// Scans into a material, and into those that cover sheets name, by a preset (NULL: the one that it
// is usually scanned with): what lies in the feeder, or one page from the glass. Each page is in
// the store the moment it is complete. `progress` is called on the main thread with the pages so
// far and how much of the next one is there, 0 to 1 (-1: unknown; YC_FILE_WAITS: for paper, or for
// the button of the device). A scanner whose address has changed is found again by its make and
// model.
#define YC_FILE_WAITS (-2.0)
typedef void (*YcScanProgress) (guint pages, double fraction, gpointer user_data);
void yc_file_scan_async (YcFile *self,
                         const char *material,
                         YcPreset *preset,
                         YcScanProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
// Pages kept, also on failure.
guint yc_file_scan_finish (YcFile *self, GAsyncResult *result, GError **error);

// The preset of these that the material is usually scanned with; theirs.
YcPreset *yc_file_suggest_preset (YcFile *self, YcPresets *presets, const char *material);

// The ids (char *) of the pages that were kept, in their order, with those of cover sheets; owned
// by the result. And how many are cover sheets: what lay behind one is in its material, and the
// sheet itself is out of the case again.
GPtrArray *yc_file_scan_get_pages (GAsyncResult *result);
guint yc_file_scan_get_covers (GAsyncResult *result);

// Puts each back behind its front: the pile was turned over as a whole, so that its last back came
// first. Both lists of ids are as long as each other.
void yc_file_interleave_async (YcFile *self,
                               GPtrArray *fronts,
                               GPtrArray *backs,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean yc_file_interleave_finish (YcFile *self, GAsyncResult *result, GError **error);

// What is imported: a file, or content that lies in memory.
typedef struct {
  GFile *file;          // nullable
  GBytes *content;      // nullable; looked at where there is no file
  const char *password; // nullable; it is kept nowhere
} YcImportSource;

// Imports the pages of a PDF, TIFF, JPEG, PNG, WebP or HEIC in their order. Each is in the store
// the moment it is read; one that cannot be read costs only itself. `progress` is called on the
// main thread, and not any more once it is cancelled. Fails with YC_ERROR_DOCUMENT_PASSWORD where
// the password is missing or wrong.
typedef void (*YcImportProgress) (guint done, guint n_pages, gpointer user_data);
void yc_file_import_async (YcFile *self,
                           const char *material,
                           const YcImportSource *source,
                           YcImportProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
// Pages kept, also on failure. `ret_unread` (nullable): the numbers (guint, from 1) of the pages
// that could not be read; unref it.
guint
yc_file_import_finish (YcFile *self, GAsyncResult *result, GArray **ret_unread, GError **error);

// Saves the pages of a material (NULL: of the whole case) as one PDF, as they are shown and with
// the watermark of their credibility: all of them, or nothing. The history says so before there is
// a file. `progress` is called on the main thread. Fails with YC_ERROR_PAGE (there is none),
// YC_ERROR_DISK_FULL, YC_ERROR_READ_ONLY, and as pages do that are fetched from central.
void yc_file_save_pdf_async (YcFile *self,
                             const char *material,
                             GFile *target,
                             YcImportProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean yc_file_save_pdf_finish (YcFile *self, GAsyncResult *result, GError **error);

// What it is called: "2026-G3-000124 房屋买卖合同". Free it.
char *yc_file_name_pdf (YcFile *self, const char *material);

G_END_DECLS
