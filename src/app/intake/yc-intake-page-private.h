// What the files of the intake screen share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-aside.h"
#include "yc-clock-pill.h"
#include "yc-contact-sheet.h"
#include "yc-decision-bar.h"
#include "yc-deed-menu.h"
#include "yc-intake-page.h"
#include "yc-material-list.h"
#include "yc-missing-line.h"
#include "yc-notice-page.h"
#include "yc-office-bar.h"
#include "yc-page-desk.h"
#include "yc-save-bar.h"
#include "yc-situation-panel.h"

#include <adwaita.h>

struct _YcIntakePage {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  AdwHeaderBar *header;
  GtkLabel *name, *number, *applicant, *saved, *complete;
  GtkImage *saved_icon;
  YcClockPill *clock;
  YcSituationPanel *situation;
  YcMissingLine *missing;
  YcMaterialList *materials;
  YcPageDesk *desk;
  GtkMenuButton *more;
  YcAside *aside;
  YcOfficeBar *office;
  YcDeedMenu *deeds;
  YcDecisionBar *decision;
  YcSaveBar *saver;
  GtkWidget *panes;
  GtkStack *pages; // the case, and over it the notice or the contact sheet
  YcNoticePage *notice;
  YcContactSheet *sheet;
  GtkWidget *withdrawal; // a popover below "more"

  YcFile *file;  // owned
  char *pointed; // owned, nullable: to where this field was read
};

// What lies over the case, the notice or the contact sheet; and away with it.
gboolean yc_intake_page_is_covered (YcIntakePage *self);
gboolean yc_intake_page_is_at_notice (YcIntakePage *self);
void yc_intake_page_uncover (YcIntakePage *self);

// What can be done now, for buttons and keys.
void yc_intake_page_update_actions (YcIntakePage *self);

// The form below the menu for an applicant who withdraws.
void yc_intake_page_add_withdrawal (YcIntakePage *self);

// The outcomes and the papers: actions and the callbacks that the template names.
void yc_intake_page_install_deeds (GtkWidgetClass *widget_class);
