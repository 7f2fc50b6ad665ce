// The presets of this workstation, and which of them a material is usually scanned with.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-presets.h"
#include "yc-uuid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KEY "scan-presets"
#define OWN "own" // made of the settings that a workstation had before it had presets

struct _YcPresets {
  GObject parent_instance;

  YcProfile *profile; // owned
  GPtrArray *presets; // owned: of YcPreset
};

static GType
get_item_type (GListModel *model)
{
  return YC_TYPE_PRESET;
}

static guint
get_n_items (GListModel *model)
{
  return YC_PRESETS (model)->presets->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  YcPresets *self = YC_PRESETS (model);

  return position < self->presets->len ? g_object_ref (self->presets->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YcPresets,
                               yc_presets,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

// ---- In the profile -----------------------------------------------------------------------------

static void
save (YcPresets *self)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->presets->len; i++)
    json_array_add_object_element (array, yc_preset_to_json (self->presets->pdata[i]));
  json_node_set_array (node, array);
  text = json_to_string (node, FALSE);
  yc_profile_set (self->profile, KEY, text);
}

// Takes the preset over.
static void
append (YcPresets *self, YcPreset *preset)
{
  g_ptr_array_add (self->presets, preset);
  g_signal_connect_object (preset, "changed", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
}

static void
load (YcPresets *self, const char *text)
{
  g_autoptr (JsonNode) node = *text ? json_from_string (text, NULL) : NULL;
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_OBJECT (element))
      append (self, yc_preset_new_from_json (json_node_get_object (element)));
  }
}

// ---- What there is from the beginning -----------------------------------------------------------

static const struct {
  const char *id, *name, *source, *mode, *dpi, *size;
} usual[] = {
    {"both-sides", N_ ("Papers, both sides"), "duplex", "grey", "300", "a4"},
    {"one-side", N_ ("Papers, one side"), "feeder", "grey", "300", "a4"},
    {"turned", N_ ("Papers, both sides, turned by hand"), "turn", "grey", "300", "a4"},
    {"card", N_ ("Card, both sides"), "series", "colour", "300", "card"},
    {"certificate", N_ ("Certificate or booklet"), "series", "colour", "300", "a4"},
    {"photo", N_ ("Photograph"), "flatbed", "colour", "600", "a5"},
};

static void
offer_own (YcPresets *self)
{
  static const struct {
    const char *key;
    YcPresetTrait trait;
  } settings[] = {{"scan-source", YC_PRESET_SOURCE},
                  {"scan-mode", YC_PRESET_MODE},
                  {"scan-dpi", YC_PRESET_DPI}};
  g_autoptr (YcPreset) preset = yc_preset_new (OWN, _ ("As set on this workstation"));
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++) {
    const char *word = yc_profile_get (self->profile, settings[i].key);

    any |= *word != '\0';
    yc_preset_set (preset, settings[i].trait, word);
  }
  if (any)
    append (self, g_steal_pointer (&preset));
}

static void
offer_usual (YcPresets *self)
{
  offer_own (self);
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++) {
    YcPreset *preset = yc_preset_new (usual[i].id, _ (usual[i].name));

    yc_preset_set (preset, YC_PRESET_SOURCE, usual[i].source);
    yc_preset_set (preset, YC_PRESET_MODE, usual[i].mode);
    yc_preset_set (preset, YC_PRESET_DPI, usual[i].dpi);
    yc_preset_set (preset, YC_PRESET_SIZE, usual[i].size);
    append (self, preset);
  }
}

YcPresets *
yc_presets_new (YcProfile *profile)
{
  YcPresets *self = g_object_new (YC_TYPE_PRESETS, NULL);

  self->profile = g_object_ref (profile);
  load (self, yc_profile_get (profile, KEY));
  if (self->presets->len == 0)
    offer_usual (self);
  return self;
}

YcPreset *
yc_presets_add (YcPresets *self, const char *name)
{
  g_autoptr (JsonObject) like = yc_preset_to_json (self->presets->pdata[0]);
  g_autofree char *id = yc_uuid_new (g_get_real_time () / 1000);
  YcPreset *preset;

  json_object_set_string_member (like, "id", id);
  json_object_set_string_member (like, "name", name);
  preset = yc_preset_new_from_json (like);
  append (self, preset);
  save (self);
  g_list_model_items_changed (G_LIST_MODEL (self), self->presets->len - 1, 0, 1);
  return preset;
}

void
yc_presets_remove (YcPresets *self, YcPreset *preset)
{
  guint place;

  if (self->presets->len < 2 || !g_ptr_array_find (self->presets, preset, &place))
    return;
  g_signal_handlers_disconnect_by_data (preset, self);
  g_ptr_array_remove_index (self->presets, place);
  save (self);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
}

// ---- Which one for a material -------------------------------------------------------------------

static YcPreset *
find (YcPresets *self, const char *id)
{
  for (guint i = 0; i < self->presets->len; i++)
    if (g_str_equal (yc_preset_get_id (self->presets->pdata[i]), id))
      return self->presets->pdata[i];
  return NULL;
}

// "scanner-sources" is what the chosen scanner can do; where that is not known it can do all.
static gboolean
is_possible (YcPresets *self, YcPreset *preset)
{
  const char *all = yc_profile_get (self->profile, "scanner-sources");
  const char *source = yc_preset_get (preset, YC_PRESET_SOURCE);
  g_auto (GStrv) words = g_strsplit (all, " ", -1);

  if (g_str_equal (source, "series"))
    source = "flatbed";
  else if (g_str_equal (source, "turn"))
    source = "feeder";
  return *all == '\0' || *yc_preset_get_device (preset) != '\0' ||
         g_strv_contains ((const char *const *)words, source);
}

// The first word that a name holds decides; the last row is for all others. `presets` come in the
// order in which they are tried.
static const struct {
  const char *words[12];
  const char *presets[4];
} kinds[] = {
    {{"合同", "协议", "申请书", "申请表", "委托书", "声明", "承诺", "报告", "意见", "记录", NULL},
     {"both-sides", "one-side", "certificate", NULL}},
    {{"身份证", "驾驶证", "行驶证", "社会保障卡", "残疾人证", "银行卡", "居住证", NULL},
     {"card", "certificate", "one-side", NULL}},
    {{"照片", "相片", NULL}, {"photo", "certificate", "one-side", NULL}},
    {{"户口", "权证", "执照", "许可证", "结婚证", "证书", "护照", "出生医学证明", "资格证", NULL},
     {"certificate", "one-side", NULL}},
    {{"", NULL}, {"both-sides", "one-side", "certificate", NULL}},
};

static gboolean
is_kind (const char *name, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (name, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static YcPreset *
suggest_by_kind (YcPresets *self, const char *name)
{
  guint kind = 0;

  while (!is_kind (name, kinds[kind].words))
    kind++;
  for (guint i = 0; kinds[kind].presets[i] != NULL; i++) {
    YcPreset *preset = find (self, kinds[kind].presets[i]);

    if (preset != NULL && is_possible (self, preset))
      return preset;
  }
  return self->presets->pdata[0];
}

static char *
key_of (const char *material)
{
  return g_strconcat ("scan-preset-", material, NULL);
}

YcPreset *
yc_presets_suggest (YcPresets *self, const char *material, const char *name)
{
  g_autofree char *key = key_of (material);
  YcPreset *preset = find (self, yc_profile_get (self->profile, key));

  if (preset == NULL)
    preset = find (self, OWN);
  return preset != NULL ? preset : suggest_by_kind (self, name);
}

void
yc_presets_remember (YcPresets *self, const char *material, YcPreset *preset)
{
  g_autofree char *key = key_of (material);

  yc_profile_set (self->profile, key, yc_preset_get_id (preset));
}

static void
yc_presets_finalize (GObject *object)
{
  YcPresets *self = YC_PRESETS (object);

  g_clear_object (&self->profile);
  g_ptr_array_unref (self->presets);
  G_OBJECT_CLASS (yc_presets_parent_class)->finalize (object);
}

static void
yc_presets_class_init (YcPresetsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_presets_finalize;
}

static void
yc_presets_init (YcPresets *self)
{
  self->presets = g_ptr_array_new_with_free_func (g_object_unref);
}
