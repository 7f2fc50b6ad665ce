// Whether the drawing instructions of a PDF page do nothing but show one picture.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-content.h"

#include <math.h>
#include <string.h>

#define DEEPEST      32
#define MOST_STATES  8
#define MOST_NUMBERS 6
#define INVISIBLE    3 // the text rendering mode
#define FAR          1e9
#define LEVEL        1e-6 // a matrix with less than this off its diagonal is upright

typedef struct {
  double a, b, c, d, e, f;
} Matrix;

typedef struct {
  Matrix matrix;
  YcContentBox clip;
  double text_mode;
} State;

typedef struct {
  const char *at, *end;
  State stack[DEEPEST];
  guint depth;
  double numbers[MOST_NUMBERS]; // operands: the last few
  guint n_numbers;
  const char *name; // the last name among the operands, not terminated; NULL: none
  gsize name_length;
  YcContentBox path; // of the rectangle that was begun, when `has_path`
  gboolean has_path, clips;
  YcContent *found;
} Reader;

void
yc_content_clear (YcContent *content)
{
  g_clear_pointer (&content->name, g_free);
  g_clear_pointer (&content->states, g_ptr_array_unref);
}

// ---- Words

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static gboolean
is_delimiter (char c)
{
  return is_space (c) || strchr ("()<>[]{}/%", c) != NULL;
}

static void
skip_space (Reader *reader)
{
  while (reader->at < reader->end) {
    if (*reader->at == '%') {
      while (reader->at < reader->end && *reader->at != '\n' && *reader->at != '\r')
        reader->at++;
    } else if (is_space (*reader->at)) {
      reader->at++;
    } else {
      return;
    }
  }
}

// A string in round brackets, which may hold others.
static gboolean
skip_string (Reader *reader)
{
  guint depth = 0;
  for (; reader->at < reader->end; reader->at++) {
    if (*reader->at == '\\')
      reader->at++;
    else if (*reader->at == '(')
      depth++;
    else if (*reader->at == ')' && --depth == 0) {
      reader->at++;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
skip_hex_string (Reader *reader)
{
  const char *close = memchr (reader->at, '>', (gsize)(reader->end - reader->at));
  reader->at = close ? close + 1 : reader->end;
  return close != NULL;
}

static const char *
read_word (Reader *reader, gsize *ret_length)
{
  const char *start = reader->at;
  while (reader->at < reader->end && !is_delimiter (*reader->at))
    reader->at++;
  *ret_length = (gsize)(reader->at - start);
  return start;
}

static void
clear_operands (Reader *reader)
{
  reader->n_numbers = 0;
  reader->name = NULL;
}

static gboolean
push_number (Reader *reader, const char *word, gsize length)
{
  char text[32];
  char *end;
  if (length >= sizeof text)
    return FALSE;
  memcpy (text, word, length);
  text[length] = '\0';
  double value = g_ascii_strtod (text, &end);
  if (*end != '\0' || !isfinite (value) || fabs (value) > FAR)
    return FALSE;
  if (reader->n_numbers == MOST_NUMBERS)
    memmove (reader->numbers, reader->numbers + 1, (MOST_NUMBERS - 1) * sizeof (double));
  else
    reader->n_numbers++;
  reader->numbers[reader->n_numbers - 1] = value;
  return TRUE;
}

// ---- Instructions

static State *
top (Reader *reader)
{
  return &reader->stack[reader->depth];
}

static gboolean
save (Reader *reader)
{
  if (reader->depth + 1 >= DEEPEST)
    return FALSE;
  reader->stack[reader->depth + 1] = *top (reader);
  reader->depth++;
  return TRUE;
}

static gboolean
restore (Reader *reader)
{
  if (reader->depth == 0)
    return FALSE;
  reader->depth--;
  return TRUE;
}

static gboolean
transform (Reader *reader)
{
  const double *n = reader->numbers;
  if (reader->n_numbers != 6)
    return FALSE;
  const Matrix m = top (reader)->matrix;
  top (reader)->matrix = (Matrix){
      n[0] * m.a + n[1] * m.c, n[0] * m.b + n[1] * m.d,       n[2] * m.a + n[3] * m.c,
      n[2] * m.b + n[3] * m.d, n[4] * m.a + n[5] * m.c + m.e, n[4] * m.b + n[5] * m.d + m.f,
  };
  return TRUE;
}

static gboolean
is_level (const Matrix *m)
{
  return fabs (m->b) <= LEVEL * fabs (m->a) && fabs (m->c) <= LEVEL * fabs (m->d);
}

static YcContentBox
place_box (const Matrix *m, double x, double y, double width, double height)
{
  double x1 = m->a * x + m->e, x2 = m->a * (x + width) + m->e;
  double y1 = m->d * y + m->f, y2 = m->d * (y + height) + m->f;
  return (YcContentBox){fmin (x1, x2), fmin (y1, y2), fmax (x1, x2), fmax (y1, y2)};
}

static gboolean
begin_rectangle (Reader *reader)
{
  const double *n = reader->numbers;
  if (reader->n_numbers != 4 || reader->has_path || !is_level (&top (reader)->matrix))
    return FALSE;
  reader->path = place_box (&top (reader)->matrix, n[0], n[1], n[2], n[3]);
  reader->has_path = TRUE;
  return TRUE;
}

static gboolean
clip_to_path (Reader *reader)
{
  reader->clips = TRUE;
  return reader->has_path;
}

static gboolean
end_path (Reader *reader)
{
  YcContentBox *clip = &top (reader)->clip;
  if (reader->clips)
    *clip = (YcContentBox){
        fmax (clip->left, reader->path.left), fmax (clip->bottom, reader->path.bottom),
        fmin (clip->right, reader->path.right), fmin (clip->top, reader->path.top)};
  reader->has_path = reader->clips = FALSE;
  return TRUE;
}

// Names with escapes in them are rare enough to be left to the real renderer.
static char *
copy_name (Reader *reader)
{
  if (reader->name == NULL || memchr (reader->name, '#', reader->name_length))
    return NULL;
  return g_strndup (reader->name, reader->name_length);
}

static gboolean
show_picture (Reader *reader)
{
  const Matrix *m = &top (reader)->matrix;
  if (reader->found->name || m->a <= 0 || m->d <= 0 || !is_level (m))
    return FALSE;
  reader->found->name = copy_name (reader);
  reader->found->place = place_box (m, 0, 0, 1, 1);
  reader->found->clip = top (reader)->clip;
  return reader->found->name != NULL;
}

static gboolean
set_state (Reader *reader)
{
  char *name = copy_name (reader);
  if (name == NULL)
    return FALSE;
  g_ptr_array_add (reader->found->states, name);
  return reader->found->states->len <= MOST_STATES;
}

static gboolean
set_text_mode (Reader *reader)
{
  if (reader->n_numbers != 1)
    return FALSE;
  top (reader)->text_mode = reader->numbers[0];
  return TRUE;
}

static gboolean
show_text (Reader *reader)
{
  return top (reader)->text_mode == INVISIBLE;
}

// What is marked as optional may be switched off.
static gboolean
begin_marked (Reader *reader)
{
  return reader->name == NULL || reader->name_length != 2 || memcmp (reader->name, "OC", 2) != 0;
}

static gboolean
do_nothing (Reader *reader)
{
  return TRUE;
}

typedef struct {
  const char *word;
  gboolean (*func) (Reader *reader); // FALSE: the page is more than a picture
} Instruction;

static const Instruction instructions[] = {
    {"q", save},         {"Q", restore},          {"cm", transform},     {"Do", show_picture},
    {"gs", set_state},   {"re", begin_rectangle}, {"W", clip_to_path},   {"W*", clip_to_path},
    {"n", end_path},     {"Tr", set_text_mode},   {"Tj", show_text},     {"TJ", show_text},
    {"'", show_text},    {"\"", show_text},       {"BDC", begin_marked}, {"BMC", do_nothing},
    {"EMC", do_nothing}, {"MP", do_nothing},      {"BT", do_nothing},    {"ET", do_nothing},
    {"Tf", do_nothing},  {"Td", do_nothing},      {"TD", do_nothing},    {"Tm", do_nothing},
    {"T*", do_nothing},  {"Tc", do_nothing},      {"Tw", do_nothing},    {"Tz", do_nothing},
    {"TL", do_nothing},  {"Ts", do_nothing},      {"w", do_nothing},     {"J", do_nothing},
    {"j", do_nothing},   {"M", do_nothing},       {"d", do_nothing},     {"i", do_nothing},
    {"g", do_nothing},   {"G", do_nothing},       {"rg", do_nothing},    {"RG", do_nothing},
};

static gboolean
obey (Reader *reader, const char *word, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (instructions); i++)
    if (strlen (instructions[i].word) == length &&
        memcmp (instructions[i].word, word, length) == 0) {
      gboolean harmless = instructions[i].func (reader);
      clear_operands (reader);
      return harmless;
    }
  return FALSE;
}

static gboolean
read_bracket (Reader *reader)
{
  if (*reader->at == '(')
    return skip_string (reader);
  if (reader->end - reader->at >= 2 && reader->at[0] == '<' && reader->at[1] == '<')
    reader->at++;
  else if (*reader->at == '<')
    return skip_hex_string (reader);
  else if (strchr ("[]>", *reader->at) == NULL)
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean
read_name (Reader *reader)
{
  gsize length;
  reader->at++;
  const char *name = read_word (reader, &length);
  if (reader->name == NULL) {
    reader->name = name;
    reader->name_length = length;
  }
  return TRUE;
}

static gboolean
read_next (Reader *reader)
{
  gsize length;
  if (*reader->at == '/')
    return read_name (reader);
  if (is_delimiter (*reader->at))
    return read_bracket (reader);
  const char *word = read_word (reader, &length);
  if (strchr ("0123456789+-.", *word))
    return push_number (reader, word, length);
  return obey (reader, word, length);
}

gboolean
yc_content_is_one_picture (const char *data, gsize size, YcContent *ret_content)
{
  *ret_content = (YcContent){.states = g_ptr_array_new_with_free_func (g_free)};
  Reader reader = {.at = data, .end = data + size, .found = ret_content};
  reader.stack[0] = (State){.matrix = {1, 0, 0, 1, 0, 0}, .clip = {-FAR, -FAR, FAR, FAR}};
  for (skip_space (&reader); reader.at < reader.end; skip_space (&reader))
    if (!read_next (&reader))
      return FALSE;
  return ret_content->name != NULL;
}
