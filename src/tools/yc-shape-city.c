// The members of offices, calendars, data-sharing sources and abolished certificates.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-shape-members.h"

static const YcShapeMember office[] = {
    {"id", YC_SHAPE_ID}, {"name", YC_SHAPE_TEXT}, {"name_en", YC_SHAPE_TEXT}, {NULL}};
static const YcShapeMember hall[] = {{"id", YC_SHAPE_ID},
                                     {"name", YC_SHAPE_TEXT},
                                     {"name_en", YC_SHAPE_TEXT},
                                     {"address", YC_SHAPE_TEXT},
                                     {"phone", YC_SHAPE_TEXT},
                                     {"branch", YC_SHAPE_BOOLEAN},
                                     {NULL}};
static const YcShapeMember window[] = {{"id", YC_SHAPE_ID},
                                       {"hall", YC_SHAPE_ID},
                                       {"theme", YC_SHAPE_ID},
                                       {"name", YC_SHAPE_TEXT},
                                       {"name_en", YC_SHAPE_TEXT},
                                       {"code", YC_SHAPE_TEXT},
                                       {NULL}};
static const YcShapeMember year[] = {
    {"source", YC_SHAPE_TEXT}, {"off", YC_SHAPE_DATES}, {"work", YC_SHAPE_DATES}, {NULL}};

const YcShapeMember yc_shape_offices[] = {
    {"city", YC_SHAPE_OBJECT, FALSE, office},  {"departments", YC_SHAPE_LIST, FALSE, office},
    {"themes", YC_SHAPE_LIST, FALSE, office},  {"halls", YC_SHAPE_LIST, FALSE, hall},
    {"windows", YC_SHAPE_LIST, FALSE, window}, {NULL}};

const YcShapeMember yc_shape_calendars[] = {
    {"years", YC_SHAPE_MAP, FALSE, year}, {"count_first", YC_SHAPE_BOOLEAN, TRUE}, {NULL}};

const YcShapeMember yc_shape_abolished[] = {{"id", YC_SHAPE_ID},        {"name", YC_SHAPE_TEXT},
                                            {"since", YC_SHAPE_DATE},   {"ground", YC_SHAPE_TEXT},
                                            {"instead", YC_SHAPE_TEXT}, {NULL}};

const YcShapeMember yc_shape_source[] = {
    {"id", YC_SHAPE_ID},           {"name", YC_SHAPE_TEXT},
    {"name_en", YC_SHAPE_TEXT},    {"owner", YC_SHAPE_ID},
    {"timeout_s", YC_SHAPE_DAYS},  {"request", YC_SHAPE_TEXT_MAP},
    {"answer", YC_SHAPE_TEXT_MAP}, {NULL}};
