// Letters with their places, as they come out of tesseract.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ocr-letters.h"

static void
add (GArray *letters, gunichar letter, const YcPageBox *box)
{
  const YcOcrLetter next = {letter, *box};

  g_array_append_val (letters, next);
}

static const YcOcrLetter *
find_last (GArray *letters)
{
  return letters->len > 0 ? &g_array_index (letters, YcOcrLetter, letters->len - 1) : NULL;
}

static void
end_line (GArray *letters)
{
  const YcOcrLetter *last = find_last (letters);

  if (last != NULL && last->letter != '\n') {
    const YcPageBox box = last->box;

    add (letters, '\n', &box);
  }
}

// Chinese is written without blanks, whatever tesseract takes for words.
static void
end_word (GArray *letters, gunichar next)
{
  const YcOcrLetter *last = find_last (letters);

  if (last != NULL && last->letter < 0x80 && next < 0x80 && g_unichar_isgraph (last->letter)) {
    const YcPageBox box = last->box;

    add (letters, ' ', &box);
  }
}

static gboolean
find_box (const TessPageIterator *at, YcPageBox *ret_box)
{
  int left, top, right, bottom;

  if (!TessPageIteratorBoundingBox (at, RIL_SYMBOL, &left, &top, &right, &bottom))
    return FALSE;
  *ret_box = (YcPageBox){left, top, right, bottom};
  return TRUE;
}

// Ruled lines are read as blanks.
static void
add_symbol (GArray *letters, TessResultIterator *results)
{
  const TessPageIterator *at = TessResultIteratorGetPageIteratorConst (results);
  char *symbol = TessResultIteratorGetUTF8Text (results, RIL_SYMBOL);
  YcPageBox box;

  if (symbol == NULL)
    return;
  if (g_utf8_validate (symbol, -1, NULL) && g_unichar_isgraph (g_utf8_get_char (symbol)) &&
      find_box (at, &box)) {
    if (TessPageIteratorIsAtBeginningOf (at, RIL_TEXTLINE))
      end_line (letters);
    else if (TessPageIteratorIsAtBeginningOf (at, RIL_WORD))
      end_word (letters, g_utf8_get_char (symbol));
    for (const char *next = symbol; *next != '\0'; next = g_utf8_next_char (next))
      add (letters, g_utf8_get_char (next), &box);
  }
  TessDeleteText (symbol);
}

GArray *
yc_ocr_letters_collect (TessBaseAPI *reader)
{
  TessResultIterator *results = TessBaseAPIGetIterator (reader);
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (YcOcrLetter));

  if (results != NULL) {
    do
      add_symbol (letters, results);
    while (TessResultIteratorNext (results, RIL_SYMBOL));
    TessResultIteratorDelete (results);
  }
  end_line (letters);
  return letters;
}

YcPageText *
yc_ocr_letters_to_text (GArray *letters)
{
  YcPageText *text = g_new0 (YcPageText, 1);
  g_autoptr (GString) words = g_string_new (NULL);

  text->n = letters->len;
  text->boxes = g_new (YcPageBox, letters->len);
  for (guint i = 0; i < letters->len; i++) {
    const YcOcrLetter *letter = &g_array_index (letters, YcOcrLetter, i);

    g_string_append_unichar (words, letter->letter);
    text->boxes[i] = letter->box;
  }
  text->text = g_string_free (g_steal_pointer (&words), FALSE);
  return text;
}
