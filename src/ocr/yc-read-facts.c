// What a card, a register page or a licence says of whom it is for.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-read-facts.h"
#include "yc-identity.h"

#include <string.h>

#define NUMBER_LENGTH 18
#define FIRST_GAP     14.0 // heights of a label, from it to what it is about
#define NEXT_GAP      3.0  // the same, from letter to letter
#define LONGEST       60

void
yc_read_facts_clear (YcReadFacts *facts)
{
  g_clear_pointer (&facts->number, g_free);
  g_clear_pointer (&facts->name, g_free);
}

// The letters that are no blanks, and which box each has.
typedef struct {
  gunichar *letters;       // owned
  const YcPageBox **boxes; // owned
  gsize n;
} Letters;

static void
letters_clear (Letters *letters)
{
  g_free (letters->letters);
  g_free (letters->boxes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Letters, letters_clear)

// Full-width digits and letters as the narrow ones they mean.
static gunichar
narrow (gunichar letter)
{
  return letter > 0xff00 && letter < 0xff5f ? letter - 0xfee0 : letter;
}

static void
collect (const YcPageText *text, Letters *ret_letters)
{
  GPtrArray *boxes = g_ptr_array_new ();
  const char *at = text->text;

  ret_letters->letters = g_new (gunichar, text->n);
  for (gsize i = 0; i < text->n; i++, at = g_utf8_next_char (at)) {
    if (g_unichar_isspace (g_utf8_get_char (at)))
      continue;
    ret_letters->letters[boxes->len] = narrow (g_utf8_get_char (at));
    g_ptr_array_add (boxes, &text->boxes[i]);
  }
  ret_letters->n = boxes->len;
  ret_letters->boxes = (const YcPageBox **)g_ptr_array_free (boxes, FALSE);
}

static gboolean
stands_at (const Letters *letters, gsize at, const char *words)
{
  for (; *words != '\0'; words = g_utf8_next_char (words), at++)
    if (at >= letters->n || letters->letters[at] != g_utf8_get_char (words))
      return FALSE;
  return TRUE;
}

// The place of the first of them from `from` on; -1: it is not there.
static gssize
find (const Letters *letters, const char *words, gsize from)
{
  for (gsize i = from; i < letters->n; i++)
    if (stands_at (letters, i, words))
      return (gssize)i;
  return -1;
}

static gboolean
has (const Letters *letters, const char *words)
{
  return find (letters, words, 0) >= 0;
}

static YcReadKind
find_kind (const Letters *letters)
{
  if (has (letters, "统一社会信用代码") || has (letters, "营业执照"))
    return YC_READ_LICENCE;
  if (has (letters, "常住人口登记") || has (letters, "户主或与户主") || has (letters, "户主关系"))
    return YC_READ_HOUSEHOLD;
  if (has (letters, "公民身份号码") || (has (letters, "居民身份证") && has (letters, "姓名")))
    return YC_READ_IDENTITY_CARD;
  return YC_READ_NOTHING;
}

static YcPageBox
unite (YcPageBox a, const YcPageBox *b)
{
  return (YcPageBox){MIN (a.left, b->left), MIN (a.top, b->top), MAX (a.right, b->right),
                     MAX (a.bottom, b->bottom)};
}

// ---- Numbers ------------------------------------------------------------------------------------

static gboolean
can_be (const char *number, YcReadKind kind)
{
  return (kind == YC_READ_LICENCE ? yc_identity_check_credit_code (number)
                                  : yc_identity_check_person (number)) == YC_IDENTITY_OK;
}

// Whether a number that begins here is the whole of it, and not a part of a longer one.
static gboolean
is_apart (const Letters *letters, gsize first)
{
  const gsize after = first + NUMBER_LENGTH;

  return (first == 0 || letters->letters[first - 1] >= 0x80 ||
          !g_unichar_isdigit (letters->letters[first - 1])) &&
         (after >= letters->n || letters->letters[after] >= 0x80 ||
          !g_unichar_isdigit (letters->letters[after]));
}

static gboolean
take_number (const Letters *letters, gsize first, YcReadFacts *facts)
{
  char number[NUMBER_LENGTH + 1] = "";

  for (gsize i = 0; i < NUMBER_LENGTH; i++) {
    const gunichar letter = letters->letters[first + i];

    if (letter >= 0x80 || !g_unichar_isalnum (letter))
      return FALSE;
    number[i] = g_ascii_toupper ((char)letter);
  }
  if (!is_apart (letters, first) || !can_be (number, facts->kind))
    return FALSE;
  facts->number = g_strdup (number);
  facts->number_box = *letters->boxes[first];
  for (gsize i = 1; i < NUMBER_LENGTH; i++)
    facts->number_box = unite (facts->number_box, letters->boxes[first + i]);
  return TRUE;
}

// Its check character makes it as good as sure, wherever it stands.
static void
find_number (const Letters *letters, YcReadFacts *facts)
{
  for (gsize i = 0; i + NUMBER_LENGTH <= letters->n; i++)
    if (take_number (letters, i, facts))
      return;
}

// ---- Names --------------------------------------------------------------------------------------

typedef struct {
  gunichar letter;
  YcPageBox box;
} Letter;

static int
by_left (gconstpointer a, gconstpointer b)
{
  const Letter *one = a, *other = b;

  return (one->box.left > other->box.left) - (one->box.left < other->box.left);
}

// Readers take columns apart: what a label is about is told by where it stands, not by what comes
// next. Of what lies right of the label in its line.
static GArray *
list_beside (const Letters *letters, const YcPageBox *label)
{
  GArray *beside = g_array_new (FALSE, FALSE, sizeof (Letter));

  for (gsize i = 0; i < letters->n; i++) {
    const Letter letter = {letters->letters[i], *letters->boxes[i]};
    const double middle = (letter.box.top + letter.box.bottom) / 2;

    if (middle > label->top && middle < label->bottom && letter.box.left >= label->right - 1)
      g_array_append_val (beside, letter);
  }
  g_array_sort (beside, by_left);
  return beside;
}

static gboolean
belongs (gunichar letter, YcReadKind kind)
{
  if (letter == 0xb7 || letter == 0x2022) // between the names of minorities
    return TRUE;
  if (kind == YC_READ_LICENCE && (letter == '(' || letter == ')' || g_unichar_isalnum (letter)))
    return TRUE;
  return g_unichar_get_script (letter) == G_UNICODE_SCRIPT_HAN;
}

// The names of other fields that may stand in the same line.
static gsize
find_end (const char *text)
{
  static const char *const labels[] = {"性别",   "民族",   "户主",   "曾用名", "类型",  "出生",
                                       "注册资", "法定代", "成立日", "住所",   "与户主"};
  const char *first = text + strlen (text);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
    const char *at = strstr (text, labels[i]);

    if (at != NULL && at < first)
      first = at;
  }
  return (gsize)g_utf8_pointer_to_offset (text, first);
}

static gboolean
is_name (const char *name, YcReadKind kind)
{
  const glong length = g_utf8_strlen (name, -1);

  return kind == YC_READ_LICENCE ? length >= 4 && length <= LONGEST : length >= 2 && length <= 15;
}

// A colon, or a mark that was read into the room behind the label.
static guint
skip_marks (GArray *beside)
{
  guint n = 0;

  while (n < beside->len && g_unichar_ispunct (g_array_index (beside, Letter, n).letter))
    n++;
  return n;
}

static gunichar
as_printed (gunichar letter)
{
  return letter == '(' ? 0xff08 : letter == ')' ? 0xff09 : letter;
}

// What follows the label until a gap, or something that is part of no name.
static char *
spell (GArray *beside, guint first, const YcPageBox *label, YcReadKind kind)
{
  const double height = label->bottom - label->top;
  GString *text = g_string_new (NULL);
  double from = label->right, most = FIRST_GAP * height;

  for (guint i = first; i < beside->len && i - first < LONGEST; i++) {
    const Letter *letter = &g_array_index (beside, Letter, i);

    if (letter->box.left - from > most || !belongs (letter->letter, kind))
      break;
    g_string_append_unichar (text, as_printed (letter->letter));
    from = letter->box.right;
    most = NEXT_GAP * height;
  }
  return g_string_free (text, FALSE);
}

static gboolean
take_name (const Letters *letters, gsize label_at, gsize label_n, YcReadFacts *facts)
{
  YcPageBox label = *letters->boxes[label_at];
  g_autoptr (GArray) beside = NULL;
  g_autofree char *text = NULL, *name = NULL;
  gsize n;
  guint first;

  for (gsize i = 1; i < label_n; i++)
    label = unite (label, letters->boxes[label_at + i]);
  beside = list_beside (letters, &label);
  first = skip_marks (beside);
  text = spell (beside, first, &label, facts->kind);
  n = find_end (text);
  name = g_utf8_substring (text, 0, (glong)n);
  if (!is_name (name, facts->kind))
    return FALSE;
  facts->name = g_steal_pointer (&name);
  facts->name_box = g_array_index (beside, Letter, first).box;
  for (guint i = 1; i < n; i++)
    facts->name_box = unite (facts->name_box, &g_array_index (beside, Letter, first + i).box);
  return TRUE;
}

// 姓名 of a person, 名称 of a company; the first that has something beside it. The name of the head
// of the household is another person's.
static void
find_name (const Letters *letters, YcReadFacts *facts)
{
  const char *label = facts->kind == YC_READ_LICENCE ? "名称" : "姓名";

  for (gssize at = find (letters, label, 0); at >= 0; at = find (letters, label, (gsize)at + 1))
    if ((at == 0 || letters->letters[at - 1] != 0x4e3b) && take_name (letters, (gsize)at, 2, facts))
      return;
}

gboolean
yc_read_facts (const YcPageText *text, YcReadFacts *ret_facts)
{
  g_auto (Letters) letters = {0};

  *ret_facts = (YcReadFacts){0};
  collect (text, &letters);
  ret_facts->kind = find_kind (&letters);
  if (ret_facts->kind == YC_READ_NOTHING)
    return FALSE;
  find_number (&letters, ret_facts);
  find_name (&letters, ret_facts);
  return ret_facts->number != NULL || ret_facts->name != NULL;
}
