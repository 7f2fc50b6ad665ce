// What the program and the scan helper say to each other, one frame each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// To the helper. Devices can be described one after the other; a job is the helper's last work.
typedef enum {
  YC_SCAN_ASK_LIST = 'L',     // YC_SCAN_LIST_TYPE
  YC_SCAN_ASK_DESCRIBE = 'D', // YC_SCAN_DESCRIBE_TYPE
  YC_SCAN_ASK_RUN = 'R',      // YC_SCAN_RUN_TYPE
  YC_SCAN_ASK_CANCEL = 'C',   // YC_SCAN_CANCEL_TYPE
} YcScanAsk;

// From the helper. A job is: stages, then for each page its head, its bytes, its end; then a
// result.
typedef enum {
  YC_SCAN_SAY_DEVICES = 'l',  // YC_SCAN_DEVICES_TYPE
  YC_SCAN_SAY_TRAITS = 'd',   // YC_SCAN_TRAITS_TYPE
  YC_SCAN_SAY_STAGE = 's',    // YC_SCAN_STAGE_TYPE
  YC_SCAN_SAY_PAGE = 'p',     // YC_SCAN_PAGE_TYPE
  YC_SCAN_SAY_BYTES = 'b',    // the bytes themselves
  YC_SCAN_SAY_PAGE_END = 'e', // YC_SCAN_PAGE_END_TYPE
  YC_SCAN_SAY_RESULT = 'r',   // YC_SCAN_RESULT_TYPE
} YcScanSay;

// What the helper is about to do; each has a time limit of its own.
typedef enum {
  YC_SCAN_STAGE_START, // until the device has begun a page
  YC_SCAN_STAGE_FIRST, // until its first byte
  YC_SCAN_STAGE_WAIT,  // there is no paper yet: said again with every look at the feeder
} YcScanStage;

#define YC_SCAN_LIST_TYPE     "b"    // only devices of this machine
#define YC_SCAN_DESCRIBE_TYPE "(ss)" // name, type
#define YC_SCAN_RUN_TYPE                                                                           \
  "(ssuuuuuibas)" // name, type, source, mode, dpi, sheet's width and height, brightness, wait,
                  // settings
#define YC_SCAN_CANCEL_TYPE   "()"       //
#define YC_SCAN_DEVICES_TYPE  "a(ssss)"  // name, vendor, model, type
#define YC_SCAN_TRAITS_TYPE   "(auauau)" // sources, modes, resolutions
#define YC_SCAN_STAGE_TYPE    "u"        // YcScanStage
#define YC_SCAN_PAGE_TYPE     "(uiuuu)"  // width, height or -1, stride, mode, dpi
#define YC_SCAN_PAGE_END_TYPE "u"        // height
#define YC_SCAN_RESULT_TYPE   "(ss)"     // name of an error code or "", words for the log
