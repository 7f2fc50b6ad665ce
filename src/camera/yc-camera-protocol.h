// What the program and the camera helper say to each other, one frame each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// To the helper; each is answered before the next.
typedef enum {
  YC_CAMERA_ASK_LIST = 'L', // YC_CAMERA_LIST_TYPE
  YC_CAMERA_ASK_OPEN = 'O', // YC_CAMERA_OPEN_TYPE; once
  YC_CAMERA_ASK_LOOK = 'P', // YC_CAMERA_LOOK_TYPE
  YC_CAMERA_ASK_TAKE = 'T', // YC_CAMERA_TAKE_TYPE
} YcCameraAsk;

// From the helper. A result comes in place of any answer that there is not.
typedef enum {
  YC_CAMERA_SAY_DEVICES = 'l', // YC_CAMERA_DEVICES_TYPE
  YC_CAMERA_SAY_OPENED = 'o',  // YC_CAMERA_OPENED_TYPE
  YC_CAMERA_SAY_PICTURE = 'p', // YC_CAMERA_PICTURE_TYPE, with its pixels in sealed memory
  YC_CAMERA_SAY_RESULT = 'r',  // YC_CAMERA_RESULT_TYPE
} YcCameraSay;

#define YC_CAMERA_LIST_TYPE    "()"
#define YC_CAMERA_OPEN_TYPE    "s"     // device
#define YC_CAMERA_LOOK_TYPE    "()"    // a small picture, newer than the last one
#define YC_CAMERA_TAKE_TYPE    "()"    // the newest picture at its best
#define YC_CAMERA_DEVICES_TYPE "a(ss)" // device, title
#define YC_CAMERA_OPENED_TYPE  "()"
#define YC_CAMERA_PICTURE_TYPE "(uu)" // width, height: four bytes a pixel to look at, three to take
#define YC_CAMERA_RESULT_TYPE  "(ss)" // name of an error code, words for the log

// What both sides hold to.
#define YC_CAMERA_LOOK_WIDTH 640
#define YC_CAMERA_MOST_SIDE  16384 // pixels
