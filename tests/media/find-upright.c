// Finds the weights by which upright pages are told, and prints yc-page-upright-weights.h: logistic
// regression on pages it draws. Not part of the tests; run it when the traits change.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper.h"
#include "yc-page-look.h"

#include <math.h>

#define PAGES  160
#define ROUNDS 4000
#define RATE   0.5
#define DECAY  0.0002 // keeps weights small where pages do not tell

static double traits[PAGES][YC_UPRIGHT_TRAITS];

static guint
read_pages (void)
{
  static const PaperContent contents[] = {PAPER_TEXT, PAPER_FORM, PAPER_TABLE, PAPER_SHORT};
  guint n = 0;

  for (guint i = 0; i < PAGES; i++) {
    const Paper paper = {.content = contents[i % 4],
                         .kind = i % 3 == 0 ? YC_PIXELS_LINEART : YC_PIXELS_GREY,
                         .dpi = i % 5 == 0 ? 200 : 300,
                         .noise = i % 7,
                         .blur = i % 6 == 1 ? 0.1 : 0,
                         .seed = 1000 + i};
    g_auto (YcImage) image = paper_draw (&paper);
    g_auto (YcLook) look = {0};

    if (yc_look_init (&look, &image, image.dpi) &&
        yc_page_read_traits (look.grey, look.width, look.height, look.mm, 0, traits[n]))
      n++;
  }
  return n;
}

int
main (void)
{
  const guint n = read_pages ();
  double weights[YC_UPRIGHT_TRAITS] = {0}, least = G_MAXDOUBLE;

  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < n; i++) {
      double sum = 0, step;

      for (int k = 0; k < YC_UPRIGHT_TRAITS; k++)
        sum += weights[k] * traits[i][k];
      step = RATE / (1 + exp (sum));
      for (int k = 0; k < YC_UPRIGHT_TRAITS; k++)
        weights[k] += step * traits[i][k] - DECAY * weights[k];
      least = round == ROUNDS - 1 ? MIN (least, sum) : least;
    }
  g_print ("// What tests/media/find-upright.c found; it prints this file.\n"
           "// SPDX-License-Identifier: GPL-3.0-or-later\n#pragma once\n\n"
           "static const double weights[] = {\n");
  for (int k = 0; k < YC_UPRIGHT_TRAITS; k++)
    g_print ("    %.2f,\n", weights[k]);
  g_print ("};\n");
  g_printerr ("%u pages, the least sure %.2f\n", n, least);
  return 0;
}
