// The formats that a schema may ask of a text.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-format.h"

typedef struct {
  const char *format;
  const char *good[12], *bad[24]; // NULL at the end
} Row;

static const Row rows[] = {
    {"date",
     {"2026-11-23", "2024-02-29", "0000-02-29", "9999-12-31"},
     {"", "2026-02-29", "2026-13-01", "2026-00-01", "2026-04-31", "2026-1-1", "26-11-23",
      "2026-11-23 ", "2026/11/23", "２０２６-11-23", "2026-11-23T00:00:00Z"}},
    {"time",
     {"00:00:00Z", "23:59:59.123456+08:00", "23:59:60Z", "07:59:60+08:00", "15:59:60-08:00",
      "12:00:00z"},
     {"", "24:00:00Z", "12:60:00Z", "12:00:61Z", "12:00:60Z", "12:00:00", "12:00Z", "12:00:00.Z",
      "12:00:00+8:00", "12:00:00+24:00", "12:00:00+00:60", "1:00:00Z", "12:00:00Zx",
      "12:00:00,5Z"}},
    {"date-time",
     {"2026-11-23T08:00:00+08:00", "2026-11-23t08:00:00.5z", "1998-12-31T23:59:60Z"},
     {"", "2026-11-23", "2026-11-23 08:00:00Z", "2026-02-30T08:00:00Z", "2026-11-23T08:00:00"}},
    {"duration",
     {"P1Y", "P1Y2M3DT4H5M6S", "PT1H", "PT5M6S", "P2W", "P0D", "P3D", "P1M2D"},
     {"", "P", "PT", "1Y", "P1Y2D", "PT1H6S", "P1D2M", "P2W1D", "P1YT", "P1S", "PT1D", "P-1D",
      "P1.5D", "p1d"}},
    {"email",
     {"a@b.cn", "joe.bloggs+x@example.com", "\"joe bloggs\"@example.com", "a@[127.0.0.1]",
      "a@[IPv6:::1]", "te~st@example.com"},
     {"", "a", "@b", "a@", ".a@b", "a.@b", "a..b@c", "a b@c", "a@b_c", "a@[300.1.1.1]", "a@-b",
      "\"a\"b\"@c", "a\nb@c"}},
    {"hostname",
     {"a", "www.example.com", "xn--4gbwdl.xn--wgbh1c", "1.2", "a-b"},
     {"", ".", "a.", ".a", "a..b", "-a", "a-", "a_b", "窗.cn", "xn--X",
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ab--c"}},
    {"ipv4",
     {"127.0.0.1", "255.255.255.255"},
     {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", "0x7f.1.1.1", "1.2.3.4/24"}},
    {"ipv6",
     {"::1", "::", "2001:db8::8:800:200c:417a", "::ffff:192.0.2.1"},
     {"", ":", "12345::", "1::2::3", "1:2:3:4:5:6:7:8:9", "fe80::1%eth0", "::g", "[::1]"}},
    {"uri",
     {"https://example.com/a?b=c#d", "urn:isbn:0451450523", "mailto:a@b.cn", "http://[::1]:80/",
      "http://a:b@c:8080/%E4%B8%80", "file:///etc", "a:", "http://[v1.x:y]/"},
     {"", "//a", "/a", "a", "http://a b", "http://[::1", "http://[v1]/", "http://a:b/", "1a:b",
      "http://a/%zz", "http://a/<>", "http://窗", "http://a/\\b", "http://a#b#c", "http://a/%4"}},
    {"uri-reference",
     {"", "https://example.com", "//a/b", "/a", "a", "../a?b#c", "#", "?x", "a/b:c"},
     {"\\a", "a b", "#a\"b", "1:a", "%zz", "//a:b/"}},
    {"uuid",
     {"2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380"},
     {"", "2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08aa9811eab4aa73b441d16380",
      "2eb8aa08-aa98-11ea-b4aa-73b441d16380x", "2eb8aa08-aa98-11ea-b4aa-73b441d1638g"}},
    {"json-pointer", {"", "/", "/a/b~0~1", "//", "/一"}, {"a", "#", "/~", "/~2", "/a~"}},
    {"relative-json-pointer",
     {"0", "1/a", "0#", "120/a/b"},
     {"", "/a", "-1/a", "+1", "01/a", "0##", "1a"}},
    {"regex", {"", "^a+$", "(?<=x)y"}, {"(", "a**", "\\a", "^(abc]"}},
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    YcSchemaFormat format = yc_schema_format_find (rows[i].format);

    g_assert_nonnull (format);
    for (guint j = 0; rows[i].good[j] != NULL; j++) {
      g_test_message ("%s: “%s”", rows[i].format, rows[i].good[j]);
      g_assert_true (format (rows[i].good[j]));
    }
    for (guint j = 0; rows[i].bad[j] != NULL; j++) {
      g_test_message ("%s: not “%s”", rows[i].format, rows[i].bad[j]);
      g_assert_false (format (rows[i].bad[j]));
    }
  }
}

static void
test_unknown (void)
{
  g_assert_null (yc_schema_format_find ("of our own"));
  g_assert_null (yc_schema_format_find (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/schema-format/each takes what its standard says", test_rows);
  g_test_add_func ("/rules/schema-format/others are not known", test_unknown);
  return g_test_run ();
}
