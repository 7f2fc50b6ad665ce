// The members of a case as authors write it down (data/catalogue/cases.schema.json).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-shape-members.h"

static const YcShapeMember applicant[] = {
    {"kind", YC_SHAPE_TEXT, TRUE},        {"name", YC_SHAPE_STRING, TRUE},
    {"id_number", YC_SHAPE_STRING, TRUE}, {"phone", YC_SHAPE_STRING, TRUE},
    {"address", YC_SHAPE_STRING, TRUE},   {NULL}};

const YcShapeMember yc_shape_case[] = {
    {"situation", YC_SHAPE_TEXT_MAP, TRUE}, {"applicant", YC_SHAPE_OBJECT, TRUE, applicant},
    {"form", YC_SHAPE_ANYTHING, TRUE},      {"pages", YC_SHAPE_COUNT_MAP, TRUE},
    {"copies", YC_SHAPE_COUNT_MAP, TRUE},   {"ticks", YC_SHAPE_TICKS, TRUE},
    {"marks", YC_SHAPE_TEXT_MAP, TRUE},     {"shared", YC_SHAPE_ANYTHING, TRUE},
    {"listed", YC_SHAPE_BOOLEAN, TRUE},     {NULL}};

const YcShapeMember yc_shape_single[] = {{"description", YC_SHAPE_TEXT, TRUE},
                                         {"outcome", YC_SHAPE_TEXT, TRUE},
                                         {"case", YC_SHAPE_OBJECT, FALSE, yc_shape_case},
                                         {"today", YC_SHAPE_DATE, TRUE},
                                         {"findings", YC_SHAPE_TEXTS, TRUE},
                                         {NULL}};

const YcShapeMember yc_shape_cases[] = {{"description", YC_SHAPE_TEXT},
                                        {"outcome", YC_SHAPE_TEXT},
                                        {"case", YC_SHAPE_OBJECT, FALSE, yc_shape_case},
                                        {"today", YC_SHAPE_DATE},
                                        {"findings", YC_SHAPE_TEXTS},
                                        {NULL}};
