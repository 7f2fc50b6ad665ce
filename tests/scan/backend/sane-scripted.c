// A scanner driver that behaves well or badly as the environment tells it, for tests.
// SPDX-License-Identifier: GPL-3.0-or-later
//
// YC_SCRIPTED, or the file that it names as @PATH, is a list of "key=value" or "key.N=value",
// divided by blanks. N is a page or a device, from 1. A misfortune is a SANE status (jammed,
// nodocs, …), hang, or crash.
//   devices=N      devices there are (1)         pages=N        sheets in the feeder (3)
//   list=M  open.N=M  close=M  cancel=M          misfortunes in those calls
//   start.N=M  first.N=M  read.N=M               at the start, first byte, middle of page N
//   short.N=1  long.N=1                          page N ends early, or does not end in time
//   lines=unknown|none  depth=16  passes=3       what the page claims to be
//   chunk=N        most bytes for each read
//   wait=N         the feeder is empty for the first N starts
//   folder=PATH files=N     pages are the raw PNM files PATH/1.pnm to PATH/N.pnm, over and over
//   button=N       there is a button "scan", pressed when it is looked at for the N-th time
// YC_SCRIPTED_LOG names a file to which each call is noted, as a word and a blank.
#include "scripted.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// libsane calls a driver's functions by names that hold the driver's; so they get their prototypes.
#define sane_init                  sane_scripted_init
#define sane_exit                  sane_scripted_exit
#define sane_get_devices           sane_scripted_get_devices
#define sane_open                  sane_scripted_open
#define sane_close                 sane_scripted_close
#define sane_get_option_descriptor sane_scripted_get_option_descriptor
#define sane_control_option        sane_scripted_control_option
#define sane_get_parameters        sane_scripted_get_parameters
#define sane_start                 sane_scripted_start
#define sane_read                  sane_scripted_read
#define sane_cancel                sane_scripted_cancel
#define sane_set_io_mode           sane_scripted_set_io_mode
#define sane_get_select_fd         sane_scripted_get_select_fd
#include <sane/sane.h>

enum { OPTION_COUNT, SOURCE, MODE, RESOLUTION, BR_X, BR_Y, BUTTON, N_OPTIONS };

static const SANE_String_Const source_names[] = {"Flatbed", "ADF", "ADF Duplex", NULL};
static const SANE_String_Const mode_names[] = {"Lineart", "Gray", "Color", NULL};
static const SANE_Range resolutions = {50, 600, 1};
static const SANE_Range widths = {0, SANE_FIX (216), 0};
static const SANE_Range heights = {0, SANE_FIX (356), 0};

#define SOFT (SANE_CAP_SOFT_SELECT | SANE_CAP_SOFT_DETECT)
static const SANE_Option_Descriptor options[N_OPTIONS] = {
    {"", "", "", SANE_TYPE_INT, SANE_UNIT_NONE, 4, SANE_CAP_SOFT_DETECT, 0, {NULL}},
    {"source", "", "", SANE_TYPE_STRING, 0, 32, SOFT, SANE_CONSTRAINT_STRING_LIST, {source_names}},
    {"mode", "", "", SANE_TYPE_STRING, 0, 32, SOFT, SANE_CONSTRAINT_STRING_LIST, {mode_names}},
    {"resolution",
     "",
     "",
     SANE_TYPE_INT,
     SANE_UNIT_DPI,
     4,
     SOFT,
     SANE_CONSTRAINT_RANGE,
     {.range = &resolutions}},
    {"br-x",
     "",
     "",
     SANE_TYPE_FIXED,
     SANE_UNIT_MM,
     4,
     SOFT,
     SANE_CONSTRAINT_RANGE,
     {.range = &widths}},
    {"br-y",
     "",
     "",
     SANE_TYPE_FIXED,
     SANE_UNIT_MM,
     4,
     SOFT,
     SANE_CONSTRAINT_RANGE,
     {.range = &heights}},
    {"scan", "", "", SANE_TYPE_BOOL, SANE_UNIT_NONE, 4, SANE_CAP_SOFT_DETECT, 0, {NULL}},
};

typedef struct {
  char source[32];
  char mode[32];
  SANE_Int resolution;
  SANE_Fixed width;
  SANE_Fixed height;
  GMappedFile *sheet; // nullable: the file that is sent
  gsize head;         // bytes of it before its pixels
  SANE_Parameters sheet_is;
  guint page; // from 1, the one being sent
  gsize sent;
  gsize starts;
  gsize looks; // at the button
  gboolean cancelled;
} Scanner;

static const struct {
  const char *name;
  SANE_Status status;
} misfortunes[] = {
    {"unsupported", SANE_STATUS_UNSUPPORTED},
    {"cancelled", SANE_STATUS_CANCELLED},
    {"busy", SANE_STATUS_DEVICE_BUSY},
    {"inval", SANE_STATUS_INVAL},
    {"eof", SANE_STATUS_EOF},
    {"jammed", SANE_STATUS_JAMMED},
    {"nodocs", SANE_STATUS_NO_DOCS},
    {"cover", SANE_STATUS_COVER_OPEN},
    {"io", SANE_STATUS_IO_ERROR},
    {"nomem", SANE_STATUS_NO_MEM},
    {"denied", SANE_STATUS_ACCESS_DENIED},
    {"unheard-of", (SANE_Status)99},
};

static void
note (const char *word)
{
  const char *path = g_getenv ("YC_SCRIPTED_LOG");
  FILE *log = path ? fopen (path, "a") : NULL;
  if (log == NULL)
    return;
  fprintf (log, "%s ", word);
  fclose (log);
}

// The value of "key.n", or of "key" for n = 0; owned, nullable.
static char *
look_up (const char *key, guint n)
{
  const char *script = g_getenv ("YC_SCRIPTED");
  g_autofree char *text = NULL;
  if (script && script[0] == '@')
    g_file_get_contents (script + 1, &text, NULL, NULL);
  else
    text = g_strdup (script);
  g_auto (GStrv) words = g_strsplit (text ? text : "", " ", -1);
  g_autofree char *wanted = n ? g_strdup_printf ("%s.%u=", key, n) : g_strdup_printf ("%s=", key);
  for (gsize i = 0; words[i]; i++)
    if (g_str_has_prefix (words[i], wanted))
      return g_strdup (words[i] + strlen (wanted));
  return NULL;
}

static gsize
look_up_number (const char *key, guint n, gsize otherwise)
{
  g_autofree char *value = look_up (key, n);
  return value ? g_ascii_strtoull (value, NULL, 10) : otherwise;
}

static SANE_Status
suffer (const char *key, guint n)
{
  g_autofree char *name = look_up (key, n);
  if (name == NULL)
    return SANE_STATUS_GOOD;
  note (name);
  while (g_str_equal (name, "hang"))
    pause ();
  if (g_str_equal (name, "crash"))
    raise (SIGSEGV);
  for (gsize i = 0; i < G_N_ELEMENTS (misfortunes); i++)
    if (g_str_equal (name, misfortunes[i].name))
      return misfortunes[i].status;
  abort ();
}

SANE_Status
sane_scripted_init (SANE_Int *version, SANE_Auth_Callback authorize)
{
  *version = SANE_VERSION_CODE (SANE_CURRENT_MAJOR, SANE_CURRENT_MINOR, 0);
  return SANE_STATUS_GOOD;
}

void
sane_scripted_exit (void)
{
}

SANE_Status
sane_scripted_get_devices (const SANE_Device ***ret_list, SANE_Bool local_only)
{
  static const SANE_Device all[] = {
      {"dev1", "Yichuang", "Scripted 1", "sheetfed scanner"},
      {"dev2", "Yichuang", "Scripted 2", "multi-function peripheral"},
      {"dev3", "Yichuang", "Scripted 3", "flatbed scanner"},
  };
  static const SANE_Device *list[G_N_ELEMENTS (all) + 1];
  gsize n = MIN (look_up_number ("devices", 0, 1), G_N_ELEMENTS (all));
  for (gsize i = 0; i < n; i++)
    list[i] = &all[i];
  list[n] = NULL;
  *ret_list = list;
  return suffer ("list", 0);
}

SANE_Status
sane_scripted_open (SANE_String_Const name, SANE_Handle *ret_handle)
{
  guint number = name[0] ? (guint)(name[strlen (name) - 1] - '0') : 1;
  note ("open");
  printf ("A driver that prints what nobody wants to know\n");
  if (number > look_up_number ("devices", 0, 1))
    return SANE_STATUS_INVAL;
  SANE_Status status = suffer ("open", number);
  if (status != SANE_STATUS_GOOD)
    return status;
  Scanner *scanner = g_new0 (Scanner, 1);
  g_strlcpy (scanner->source, source_names[0], sizeof scanner->source);
  g_strlcpy (scanner->mode, mode_names[1], sizeof scanner->mode);
  scanner->resolution = 50;
  scanner->width = SANE_FIX (100);
  scanner->height = SANE_FIX (100);
  *ret_handle = scanner;
  return SANE_STATUS_GOOD;
}

void
sane_scripted_close (SANE_Handle handle)
{
  Scanner *scanner = handle;
  note ("close");
  suffer ("close", 0);
  g_clear_pointer (&scanner->sheet, g_mapped_file_unref);
  g_free (scanner);
}

const SANE_Option_Descriptor *
sane_scripted_get_option_descriptor (SANE_Handle handle, SANE_Int index)
{
  if (index == BUTTON && look_up_number ("button", 0, 0) == 0)
    return NULL;
  return index >= 0 && index < N_OPTIONS ? &options[index] : NULL;
}

static void *
get_value (Scanner *scanner, SANE_Int index)
{
  static SANE_Int count = N_OPTIONS;
  static SANE_Bool pressed;
  void *values[N_OPTIONS] = {&count,          scanner->source,  scanner->mode, &scanner->resolution,
                             &scanner->width, &scanner->height, &pressed};
  if (index == BUTTON)
    pressed = ++scanner->looks >= look_up_number ("button", 0, 0);
  return values[index];
}

SANE_Status
sane_scripted_control_option (
    SANE_Handle handle, SANE_Int index, SANE_Action action, void *value, SANE_Int *ret_info)
{
  if (index < 0 || index >= N_OPTIONS || action == SANE_ACTION_SET_AUTO)
    return SANE_STATUS_INVAL;
  void *own = get_value (handle, index);
  gsize size = (gsize)options[index].size;
  if (action == SANE_ACTION_GET_VALUE)
    memcpy (value, own, size);
  else
    memcpy (own, value, size);
  if (ret_info)
    *ret_info = action == SANE_ACTION_SET_VALUE ? SANE_INFO_RELOAD_PARAMS : 0;
  return SANE_STATUS_GOOD;
}

static SANE_Int
to_pixels (Scanner *scanner, SANE_Fixed length)
{
  return (SANE_Int)(SANE_UNFIX (length) / 25.4 * scanner->resolution);
}

// Raw PNM as yichuang's own bench writes it: no comments, 255 is white.
static void
read_head (Scanner *scanner)
{
  const char *text = g_mapped_file_get_contents (scanner->sheet);
  SANE_Parameters *is = &scanner->sheet_is;
  int kind = 0, width = 0, height = 0, used = 0;
  g_autofree char *head = g_strndup (text, MIN (g_mapped_file_get_length (scanner->sheet), 40));
  if (sscanf (head, "P%d %d %d%n", &kind, &width, &height, &used) < 3)
    abort ();
  scanner->head = (gsize)used + (kind == 4 ? 1 : strlen ("\n255\n"));
  *is = (SANE_Parameters){.format = kind == 6 ? SANE_FRAME_RGB : SANE_FRAME_GRAY,
                          .last_frame = SANE_TRUE,
                          .pixels_per_line = width,
                          .lines = height,
                          .depth = kind == 4 ? 1 : 8,
                          .bytes_per_line =
                              kind == 4 ? (width + 7) / 8 : width * (kind == 6 ? 3 : 1)};
}

static void
lay_sheet (Scanner *scanner)
{
  g_autofree char *folder = look_up ("folder", 0);
  guint number = (scanner->page - 1) % (guint)look_up_number ("files", 0, 1) + 1;
  g_autofree char *path = g_strdup_printf ("%s/%u.pnm", folder, number);
  g_clear_pointer (&scanner->sheet, g_mapped_file_unref);
  if (folder == NULL)
    return;
  scanner->sheet = g_mapped_file_new (path, FALSE, NULL);
  if (scanner->sheet == NULL)
    abort ();
  read_head (scanner);
}

// What the page truly is.
static SANE_Parameters
measure (Scanner *scanner)
{
  if (scanner->sheet)
    return scanner->sheet_is;
  SANE_Int width = to_pixels (scanner, scanner->width);
  SANE_Parameters is = {.format = SANE_FRAME_GRAY,
                        .last_frame = SANE_TRUE,
                        .pixels_per_line = width,
                        .lines = to_pixels (scanner, scanner->height),
                        .depth = 8,
                        .bytes_per_line = width};
  if (strcmp (scanner->mode, "Lineart") == 0) {
    is.depth = 1;
    is.bytes_per_line = (width + 7) / 8;
  } else if (strcmp (scanner->mode, "Color") == 0) {
    is.format = SANE_FRAME_RGB;
    is.bytes_per_line = 3 * width;
  }
  return is;
}

// What it says of it.
SANE_Status
sane_scripted_get_parameters (SANE_Handle handle, SANE_Parameters *ret_is)
{
  g_autofree char *lines = look_up ("lines", 0);
  *ret_is = measure (handle);
  if (lines)
    ret_is->lines = g_str_equal (lines, "unknown") ? -1 : 0;
  ret_is->depth = (SANE_Int)look_up_number ("depth", 0, (gsize)ret_is->depth);
  if (look_up_number ("passes", 0, 1) == 3) {
    ret_is->format = SANE_FRAME_RED;
    ret_is->last_frame = SANE_FALSE;
  }
  return SANE_STATUS_GOOD;
}

SANE_Status
sane_scripted_start (SANE_Handle handle)
{
  Scanner *scanner = handle;
  note ("start");
  // A real feeder ends its batch when it is cancelled.
  if (scanner->cancelled)
    return SANE_STATUS_INVAL;
  gsize pages = look_up_number ("pages", 0, 3);
  if (scanner->starts++ < look_up_number ("wait", 0, 0))
    return SANE_STATUS_NO_DOCS;
  if (strcmp (scanner->source, "ADF Duplex") == 0)
    pages *= 2;
  scanner->page++;
  scanner->sent = 0;
  SANE_Status status = suffer ("start", scanner->page);
  if (status != SANE_STATUS_GOOD)
    return status;
  if (strcmp (scanner->source, "Flatbed") != 0 && scanner->page > pages)
    return SANE_STATUS_NO_DOCS;
  lay_sheet (scanner);
  return SANE_STATUS_GOOD;
}

static gsize
find_end (Scanner *scanner)
{
  g_autofree char *lines = look_up ("lines", 0);
  SANE_Parameters is = measure (scanner);
  gsize all = (gsize)is.lines * (gsize)is.bytes_per_line;
  if (lines && g_str_equal (lines, "none"))
    return 0;
  if (look_up_number ("short", scanner->page, 0))
    return all - 1;
  return all + look_up_number ("long", scanner->page, 0);
}

SANE_Status
sane_scripted_read (SANE_Handle handle, SANE_Byte *data, SANE_Int max, SANE_Int *ret_n)
{
  Scanner *scanner = handle;
  gsize end = find_end (scanner);
  gsize n = MIN ((gsize)max, look_up_number ("chunk", 0, 10007));
  *ret_n = 0;
  if (scanner->sent == end)
    return SANE_STATUS_EOF;
  SANE_Status status = SANE_STATUS_GOOD;
  if (scanner->sent == 0)
    status = suffer ("first", scanner->page);
  else if (scanner->sent >= end / 2)
    status = suffer ("read", scanner->page);
  if (status != SANE_STATUS_GOOD)
    return status;
  n = MIN (n, end - scanner->sent);
  if (scanner->sheet)
    memcpy (data, g_mapped_file_get_contents (scanner->sheet) + scanner->head + scanner->sent, n);
  for (gsize i = 0; scanner->sheet == NULL && i < n; i++)
    data[i] = scripted_byte (scanner->page, scanner->sent + i);
  scanner->sent += n;
  *ret_n = (SANE_Int)n;
  return SANE_STATUS_GOOD;
}

void
sane_scripted_cancel (SANE_Handle handle)
{
  Scanner *scanner = handle;
  note ("cancel");
  scanner->cancelled = scanner->page > 0;
  suffer ("cancel", 0);
}

SANE_Status
sane_scripted_set_io_mode (SANE_Handle handle, SANE_Bool non_blocking)
{
  return non_blocking ? SANE_STATUS_UNSUPPORTED : SANE_STATUS_GOOD;
}

SANE_Status
sane_scripted_get_select_fd (SANE_Handle handle, SANE_Int *ret_fd)
{
  return SANE_STATUS_UNSUPPORTED;
}
