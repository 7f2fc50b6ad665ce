// The document camera: what it sees, and a key that makes a page of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-camera-popover.h"
#include "yc-live.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcCameraPopover {
  GtkPopover parent_instance;

  GtkPicture *picture; // template children
  GtkDropDown *camera;
  GtkLabel *status;
  GtkWidget *take;

  YcFile *file;   // owned, nullable
  YcLive *live;   // owned, nullable: while it is shown
  char *material; // owned, nullable
  gboolean quiet; // the program sets the choice
  guint n_taken;
};

G_DEFINE_FINAL_TYPE (YcCameraPopover, yc_camera_popover, GTK_TYPE_POPOVER)

static guint scanned_signal;

static YcProfile *
get_profile (YcCameraPopover *self)
{
  return yc_session_get_profile (yc_file_get_session (self->file));
}

static void
say (YcCameraPopover *self, const char *words)
{
  gtk_label_set_label (self->status, words);
}

// ---- What it sees -------------------------------------------------------------------------------

static void
picture_cb (YcCameraPopover *self, const YcLivePicture *picture)
{
  g_autoptr (GdkTexture) texture =
      gdk_memory_texture_new (picture->width, picture->height, GDK_MEMORY_DEFAULT, picture->pixels,
                              (gsize)picture->width * 4);

  const gboolean first = gtk_picture_get_paintable (self->picture) == NULL;

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_sensitive (self->take, self->material != NULL);
  if (!first)
    return;
  say (self, _ ("Lay the paper down and press Space."));
  gtk_widget_grab_focus (self->take);
}

static void
taken_cb (YcCameraPopover *self, guint n)
{
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u page taken. Lay the next one down and press Space.",
                                 "%u pages taken. Lay the next one down and press Space.", n),
                       n);

  self->n_taken = n;
  say (self, words);
}

static void
failed_cb (YcCameraPopover *self, const char *sentence)
{
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_widget_set_sensitive (self->take, FALSE);
  say (self, sentence);
}

static void
take_cb (YcCameraPopover *self)
{
  if (self->live != NULL && self->material != NULL)
    yc_live_take (self->live, self->material);
}

// ---- Which camera -------------------------------------------------------------------------------

static void
camera_cb (YcCameraPopover *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->camera);

  if (self->quiet || self->live == NULL || chosen == NULL)
    return;
  gtk_picture_set_paintable (self->picture, NULL);
  say (self, _ ("Opening the camera…"));
  yc_profile_set (get_profile (self), "camera", gtk_string_object_get_string (chosen));
  yc_live_start (self->live, gtk_string_object_get_string (chosen));
}

static void
offer (YcCameraPopover *self, char **names)
{
  const char *wanted = yc_profile_get (get_profile (self), "camera");
  g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const *)names);
  guint chosen = 0;

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], wanted))
      chosen = i;
  self->quiet = TRUE;
  gtk_drop_down_set_model (self->camera, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->camera, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->camera), g_strv_length (names) > 1);
  self->quiet = FALSE;
  camera_cb (self);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcCameraPopover) self = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = yc_live_list_finish (YC_LIVE (source), result, &error);
  g_autofree char *words = NULL;

  if (self == NULL || self->live != YC_LIVE (source))
    return;
  if (names != NULL && *names != NULL) {
    offer (self, names);
    return;
  }
  words = error != NULL
              ? yc_words_error (error)
              : g_strdup (_ ("No document camera was found. Plug it in, and look again."));
  failed_cb (self, words);
}

// ---- Coming and going ---------------------------------------------------------------------------

static void
begin_cb (YcCameraPopover *self)
{
  self->live = yc_live_new (self->file);
  self->n_taken = 0;
  g_signal_connect_object (self->live, "picture", G_CALLBACK (picture_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->live, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->live, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (self->take, FALSE);
  say (self, _ ("Looking for cameras…"));
  yc_live_list_async (self->live, listed_cb, yc_weak_new (self));
}

static void
end (YcCameraPopover *self)
{
  if (self->live != NULL)
    yc_live_stop (self->live);
  g_clear_object (&self->live);
}

static void
end_cb (YcCameraPopover *self)
{
  end (self);
  gtk_picture_set_paintable (self->picture, NULL);
  if (self->n_taken > 0)
    g_signal_emit (self, scanned_signal, 0, self->n_taken);
}

void
yc_camera_popover_set_file (YcCameraPopover *self, YcFile *file)
{
  g_set_object (&self->file, file);
}

void
yc_camera_popover_set_material (YcCameraPopover *self, const char *material)
{
  char *copy = g_strdup (material);

  g_free (self->material);
  self->material = copy;
}

// ---- Making it ----------------------------------------------------------------------------------

static void
yc_camera_popover_dispose (GObject *object)
{
  YcCameraPopover *self = YC_CAMERA_POPOVER (object);

  end (self);
  g_clear_object (&self->file);
  g_clear_pointer (&self->material, g_free);
  G_OBJECT_CLASS (yc_camera_popover_parent_class)->dispose (object);
}

static void
yc_camera_popover_class_init (YcCameraPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_camera_popover_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/intake/camera-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, YcCameraPopover, picture);
  gtk_widget_class_bind_template_child (widget_class, YcCameraPopover, camera);
  gtk_widget_class_bind_template_child (widget_class, YcCameraPopover, status);
  gtk_widget_class_bind_template_child (widget_class, YcCameraPopover, take);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_cb);
  gtk_widget_class_bind_template_callback (widget_class, camera_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  scanned_signal = g_signal_new ("scanned", YC_TYPE_CAMERA_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
yc_camera_popover_init (YcCameraPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
