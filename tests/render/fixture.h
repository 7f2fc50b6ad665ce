// What the tests of foreign documents share: opening them, and looking at pixels.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers.h"
#include "yc-render.h"

G_BEGIN_DECLS

// Opens, which must succeed, or must fail with this code.
YcRender *fixture_open (GBytes *content);
void fixture_assert_refused (GBytes *content, const char *password, int code);

// Draws a page, which must succeed.
YcImage fixture_draw (YcRender *render, guint page, int width);

// The mean of red, green and blue at a place given in parts of the width and height.
int fixture_look (const YcImage *image, double x, double y);

GBytes *fixture_run (const char *const *argv, GBytes *input);

G_END_DECLS
