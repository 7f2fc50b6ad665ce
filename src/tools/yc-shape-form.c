// The members of an item's form: JSON Schema as far as the window can show it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-shape-members.h"

static const YcShapeMember branch[] = {
    {"properties", YC_SHAPE_MAP, TRUE, yc_shape_field}, {"required", YC_SHAPE_TEXTS, TRUE}, {NULL}};
static const YcShapeMember choice[] = {{"if", YC_SHAPE_ANYTHING},
                                       {"then", YC_SHAPE_OBJECT, FALSE, branch},
                                       {"else", YC_SHAPE_OBJECT, TRUE, branch},
                                       {NULL}};

#define CONDITIONS                                                                                 \
  {"if", YC_SHAPE_ANYTHING, TRUE}, {"then", YC_SHAPE_OBJECT, TRUE, branch},                        \
      {"else", YC_SHAPE_OBJECT, TRUE, branch},                                                     \
  {                                                                                                \
    "allOf", YC_SHAPE_LIST, TRUE, choice                                                           \
  }
#define HELP                                                                                       \
  {"description", YC_SHAPE_TEXT, TRUE}, { "description_en", YC_SHAPE_TEXT, TRUE }

const YcShapeMember yc_shape_form[] = {{"type", YC_SHAPE_TEXT},
                                       {"title", YC_SHAPE_TEXT, TRUE},
                                       {"title_en", YC_SHAPE_TEXT, TRUE},
                                       HELP,
                                       {"properties", YC_SHAPE_MAP, FALSE, yc_shape_field},
                                       {"required", YC_SHAPE_TEXTS},
                                       CONDITIONS,
                                       {NULL}};
const YcShapeMember yc_shape_field[] = {{"title", YC_SHAPE_TEXT},
                                        {"title_en", YC_SHAPE_TEXT},
                                        HELP,
                                        {"type", YC_SHAPE_TEXT},
                                        {"enum", YC_SHAPE_TEXTS, TRUE},
                                        {"x-labels-en", YC_SHAPE_TEXTS, TRUE},
                                        {"format", YC_SHAPE_TEXT, TRUE},
                                        {"minLength", YC_SHAPE_DAYS, TRUE},
                                        {"maxLength", YC_SHAPE_DAYS, TRUE},
                                        {"minimum", YC_SHAPE_NUMBER, TRUE},
                                        {"maximum", YC_SHAPE_NUMBER, TRUE},
                                        {"exclusiveMinimum", YC_SHAPE_NUMBER, TRUE},
                                        {"multipleOf", YC_SHAPE_AMOUNT, TRUE},
                                        {"pattern", YC_SHAPE_TEXT, TRUE},
                                        {"x-message", YC_SHAPE_TEXT, TRUE},
                                        {"x-message_en", YC_SHAPE_TEXT, TRUE},
                                        {"x-unit", YC_SHAPE_TEXT, TRUE},
                                        {"x-computed", YC_SHAPE_RULE, TRUE},
                                        {"x-autofill", YC_SHAPE_TEXT, TRUE},
                                        {"x-check", YC_SHAPE_TEXT, TRUE},
                                        {"x-contact", YC_SHAPE_BOOLEAN, TRUE},
                                        {"properties", YC_SHAPE_MAP, TRUE, yc_shape_field},
                                        {"required", YC_SHAPE_TEXTS, TRUE},
                                        CONDITIONS,
                                        {"items", YC_SHAPE_OBJECT, TRUE, yc_shape_form},
                                        {"minItems", YC_SHAPE_COUNT, TRUE},
                                        {"maxItems", YC_SHAPE_DAYS, TRUE},
                                        {NULL}};
