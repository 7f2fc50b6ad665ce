// The signature of requests to an S3 store, compared with those that Amazon published: the "AWS
// Signature Version 4 test suite" and the examples of the S3 API's documentation.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-s3-sign.h"

#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static const YcS3Key suite_key = {"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                                  "us-east-1", "service"};
static const YcS3Key s3_key = {"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                               "us-east-1", "s3"};

static const YcS3Header plain[] = {
    {"host", "example.amazonaws.com"}, {"x-amz-date", "20150830T123600Z"}, {NULL}};
static const YcS3Header duplicate[] = {{"host", "example.amazonaws.com"},
                                       {"my-header1", "value2,value2,value1"},
                                       {"x-amz-date", "20150830T123600Z"},
                                       {NULL}};
static const YcS3Header one_more[] = {{"host", "example.amazonaws.com"},
                                      {"my-header1", "value1"},
                                      {"x-amz-date", "20150830T123600Z"},
                                      {NULL}};
static const YcS3Header form[] = {{"content-type", "application/x-www-form-urlencoded"},
                                  {"host", "example.amazonaws.com"},
                                  {"x-amz-date", "20150830T123600Z"},
                                  {NULL}};
static const YcS3Header range[] = {{"host", "examplebucket.s3.amazonaws.com"},
                                   {"range", "bytes=0-9"},
                                   {"x-amz-content-sha256", EMPTY},
                                   {"x-amz-date", "20130524T000000Z"},
                                   {NULL}};
static const YcS3Header put[] = {
    {"date", "Fri, 24 May 2013 00:00:00 GMT"},
    {"host", "examplebucket.s3.amazonaws.com"},
    {"x-amz-content-sha256", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"},
    {"x-amz-date", "20130524T000000Z"},
    {"x-amz-storage-class", "REDUCED_REDUNDANCY"},
    {NULL}};
static const YcS3Header bucket[] = {{"host", "examplebucket.s3.amazonaws.com"},
                                    {"x-amz-content-sha256", EMPTY},
                                    {"x-amz-date", "20130524T000000Z"},
                                    {NULL}};

static const struct {
  const char *name;
  const YcS3Key *key;
  YcS3Request request;
  const char *names, *signature;
} vectors[] = {
    {"get-vanilla",
     &suite_key,
     {"GET", "/", "", plain, EMPTY, "20150830T123600Z"},
     "host;x-amz-date",
     "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
    {"get-vanilla-query-order-key-case",
     &suite_key,
     {"GET", "/", "Param1=value1&Param2=value2", plain, EMPTY, "20150830T123600Z"},
     "host;x-amz-date",
     "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"},
    {"get-utf8",
     &suite_key,
     {"GET", "/%E1%88%B4", "", plain, EMPTY, "20150830T123600Z"},
     "host;x-amz-date",
     "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"},
    {"get-header-key-duplicate",
     &suite_key,
     {"GET", "/", "", duplicate, EMPTY, "20150830T123600Z"},
     "host;my-header1;x-amz-date",
     "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea"},
    {"post-vanilla",
     &suite_key,
     {"POST", "/", "", plain, EMPTY, "20150830T123600Z"},
     "host;x-amz-date",
     "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"},
    {"post-header-key-sort",
     &suite_key,
     {"POST", "/", "", one_more, EMPTY, "20150830T123600Z"},
     "host;my-header1;x-amz-date",
     "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"},
    {"post-x-www-form-urlencoded",
     &suite_key,
     {"POST", "/", "", form, "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e",
      "20150830T123600Z"},
     "content-type;host;x-amz-date",
     "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"},
    {"an object in part",
     &s3_key,
     {"GET", "/test.txt", "", range, EMPTY, "20130524T000000Z"},
     "host;range;x-amz-content-sha256;x-amz-date",
     "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"},
    {"an object that is put",
     &s3_key,
     {"PUT", "/test%24file.text", "", put,
      "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072", "20130524T000000Z"},
     "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
     "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"},
    {"what a bucket is told",
     &s3_key,
     {"GET", "/", "lifecycle=", bucket, EMPTY, "20130524T000000Z"},
     "host;x-amz-content-sha256;x-amz-date",
     "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"},
    {"a list of objects",
     &s3_key,
     {"GET", "/", "max-keys=2&prefix=J", bucket, EMPTY, "20130524T000000Z"},
     "host;x-amz-content-sha256;x-amz-date",
     "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"},
};

static void
test_vector (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const YcS3Key *key = vectors[i].key;
  g_autofree char *expected = g_strdup_printf (
      "AWS4-HMAC-SHA256 Credential=%s/%.8s/us-east-1/%s/aws4_request,SignedHeaders=%s,Signature=%s",
      key->id, vectors[i].request.time, key->service, vectors[i].names, vectors[i].signature);
  g_autofree char *signature = yc_s3_sign (key, &vectors[i].request);

  g_assert_cmpstr (signature, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++) {
    g_autofree char *path =
        g_strdup_printf ("/central/a signature as published: %s", vectors[i].name);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_vector);
  }
  return g_test_run ();
}
