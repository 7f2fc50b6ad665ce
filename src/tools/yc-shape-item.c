// The members of a service item.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-shape-members.h"

static const YcShapeMember answer[] = {
    {"id", YC_SHAPE_ID}, {"label", YC_SHAPE_TEXT}, {"label_en", YC_SHAPE_TEXT}, {NULL}};
static const YcShapeMember situation[] = {{"id", YC_SHAPE_KEY},
                                          {"question", YC_SHAPE_TEXT},
                                          {"question_en", YC_SHAPE_TEXT},
                                          {"need", YC_SHAPE_RULE, TRUE},
                                          {"answers", YC_SHAPE_LIST, FALSE, answer},
                                          {"default", YC_SHAPE_ID},
                                          {NULL}};
static const YcShapeMember point[] = {{"id", YC_SHAPE_ID},
                                      {"text", YC_SHAPE_TEXT},
                                      {"text_en", YC_SHAPE_TEXT},
                                      {"cure", YC_SHAPE_TEXT},
                                      {"cure_en", YC_SHAPE_TEXT, TRUE},
                                      {"ground", YC_SHAPE_TEXT},
                                      {"severity", YC_SHAPE_TEXT, TRUE},
                                      {NULL}};
static const YcShapeMember line[] = {
    {"label", YC_SHAPE_TEXT}, {"text", YC_SHAPE_TEXT}, {"point", YC_SHAPE_ID, TRUE}, {NULL}};
static const YcShapeMember sample[] = {{"form", YC_SHAPE_BOOLEAN, TRUE},
                                       {"title", YC_SHAPE_TEXT, TRUE},
                                       {"lines", YC_SHAPE_LIST, TRUE, line},
                                       {"seal", YC_SHAPE_TEXT, TRUE},
                                       {NULL}};
static const YcShapeMember area[] = {
    {"id", YC_SHAPE_ID},           {"name", YC_SHAPE_TEXT},     {"name_en", YC_SHAPE_TEXT},
    {"page", YC_SHAPE_TEXT, TRUE}, {"x", YC_SHAPE_AMOUNT},      {"y", YC_SHAPE_AMOUNT},
    {"width", YC_SHAPE_AMOUNT},    {"height", YC_SHAPE_AMOUNT}, {NULL}};
static const YcShapeMember material[] = {{"id", YC_SHAPE_ID},
                                         {"name", YC_SHAPE_TEXT},
                                         {"name_en", YC_SHAPE_TEXT},
                                         {"need", YC_SHAPE_RULE},
                                         {"any_of", YC_SHAPE_ID, TRUE},
                                         {"form", YC_SHAPE_TEXT},
                                         {"copies", YC_SHAPE_DAYS},
                                         {"source", YC_SHAPE_TEXT},
                                         {"service", YC_SHAPE_ID, TRUE},
                                         {"certificate", YC_SHAPE_ID, TRUE},
                                         {"reuse_days", YC_SHAPE_DAYS, TRUE},
                                         {"ground", YC_SHAPE_TEXT, TRUE},
                                         {"secondary", YC_SHAPE_BOOLEAN},
                                         {"commitment", YC_SHAPE_BOOLEAN},
                                         {"promise", YC_SHAPE_TEXT, TRUE},
                                         {"promise_en", YC_SHAPE_TEXT, TRUE},
                                         {"abolished", YC_SHAPE_DATE, TRUE},
                                         {"sample", YC_SHAPE_OBJECT, TRUE, sample},
                                         {"areas", YC_SHAPE_LIST, TRUE, area},
                                         {"page_kilobytes", YC_SHAPE_DAYS, TRUE},
                                         {"points", YC_SHAPE_LIST, FALSE, point},
                                         {NULL}};
static const YcShapeMember check[] = {{"id", YC_SHAPE_ID},
                                      {"rule", YC_SHAPE_RULE},
                                      {"when", YC_SHAPE_RULE, TRUE},
                                      {"material", YC_SHAPE_ID, TRUE},
                                      {"field", YC_SHAPE_PATH, TRUE},
                                      {"text", YC_SHAPE_TEXT},
                                      {"text_en", YC_SHAPE_TEXT},
                                      {"cure", YC_SHAPE_TEXT},
                                      {"cure_en", YC_SHAPE_TEXT, TRUE},
                                      {"ground", YC_SHAPE_TEXT},
                                      {"severity", YC_SHAPE_TEXT},
                                      {"refuses", YC_SHAPE_BOOLEAN, TRUE},
                                      {NULL}};
static const YcShapeMember grounds[] = {
    {"not_needed", YC_SHAPE_TEXTS, TRUE}, {"grant", YC_SHAPE_TEXTS},  {"refuse", YC_SHAPE_TEXTS},
    {"not_accepted", YC_SHAPE_TEXTS},     {"return", YC_SHAPE_TEXTS}, {NULL}};
static const YcShapeMember body[] = {
    {"department", YC_SHAPE_ID, TRUE}, {"name", YC_SHAPE_TEXT},
    {"name_en", YC_SHAPE_TEXT},        {"address", YC_SHAPE_TEXT, TRUE},
    {"phone", YC_SHAPE_TEXT, TRUE},    {"when", YC_SHAPE_TEXT},
    {"when_en", YC_SHAPE_TEXT},        {NULL}};
static const YcShapeMember result[] = {{"name", YC_SHAPE_TEXT}, {"name_en", YC_SHAPE_TEXT}, {NULL}};
static const YcShapeMember fee[] = {{"name", YC_SHAPE_TEXT},     {"name_en", YC_SHAPE_TEXT},
                                    {"amount", YC_SHAPE_AMOUNT}, {"unit", YC_SHAPE_TEXT, TRUE},
                                    {"basis", YC_SHAPE_TEXT},    {NULL}};
static const YcShapeMember step[] = {{"post", YC_SHAPE_ID},
                                     {"name", YC_SHAPE_TEXT},
                                     {"name_en", YC_SHAPE_TEXT, TRUE},
                                     {"days", YC_SHAPE_COUNT},
                                     {NULL}};

const YcShapeMember yc_shape_item[] = {{"code", YC_SHAPE_ID},
                                       {"version", YC_SHAPE_DAYS},
                                       {"effective", YC_SHAPE_DATE},
                                       {"until", YC_SHAPE_DATE, TRUE},
                                       {"name", YC_SHAPE_TEXT},
                                       {"name_en", YC_SHAPE_TEXT},
                                       {"kind", YC_SHAPE_TEXT},
                                       {"department", YC_SHAPE_ID},
                                       {"windows", YC_SHAPE_TEXTS},
                                       {"keywords", YC_SHAPE_TEXTS},
                                       {"legal_days", YC_SHAPE_LIMIT},
                                       {"promised_days", YC_SHAPE_LIMIT},
                                       {"yellow_days", YC_SHAPE_COUNT, TRUE},
                                       {"yellow_share", YC_SHAPE_SHARE, TRUE},
                                       {"supplement_days", YC_SHAPE_LIMIT, TRUE},
                                       {"extension_days", YC_SHAPE_COUNT, TRUE},
                                       {"deferral_days", YC_SHAPE_LIMIT, TRUE},
                                       {"in_person", YC_SHAPE_BOOLEAN},
                                       {"courier", YC_SHAPE_BOOLEAN},
                                       {"result", YC_SHAPE_OBJECT, TRUE, result},
                                       {"legal_basis", YC_SHAPE_TEXTS},
                                       {"grounds", YC_SHAPE_OBJECT, FALSE, grounds},
                                       {"right_bodies", YC_SHAPE_LIST, TRUE, body},
                                       {"situations", YC_SHAPE_LIST, FALSE, situation},
                                       {"materials", YC_SHAPE_LIST, FALSE, material},
                                       {"checks", YC_SHAPE_LIST, TRUE, check},
                                       {"form", YC_SHAPE_OBJECT, FALSE, yc_shape_form},
                                       {"fees", YC_SHAPE_LIST, FALSE, fee},
                                       {"steps", YC_SHAPE_LIST, FALSE, step},
                                       {NULL}};
