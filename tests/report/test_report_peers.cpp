// SPDX-License-Identifier: GPL-3.0-or-later
// The report as parsers that are not ours read it: Python's expat and html.parser.
#include "tests/report/report_fixture.h"

#include <cstdlib>

using namespace saferscope;

namespace {

constexpr const char* program = R"py(
import sys, json, xml.etree.ElementTree as tree
from html.parser import HTMLParser
page = open(sys.argv[1], encoding="utf-8").read()
root = tree.fromstring(page.split("\n", 1)[1])
strict = [element.tag for element in root.iter()]
class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
        self.links = []
    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [v for k, v in attrs if k in ("href", "src", "srcset", "data", "action")]
    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
reader = Reader()
reader.feed(page)
reader.close()
assert [tag.lower() for tag in strict] == reader.tags, "HTML and XML read different elements"
assert all(link.startswith("#") for link in reader.links), reader.links
import base64, hashlib, re
policy = [e.get("content") for e in root.iter("meta") if e.get("http-equiv")][0]
for kind in ("style", "script"):
    digest = base64.b64encode(hashlib.sha256(root.find(".//" + kind).text.encode()).digest()).decode()
    assert "%s-src 'sha256-%s'" % (kind, digest) in policy, kind
print(json.dumps({"elements": len(strict), "tables": strict.count("table")}))
)py";

}  // namespace

TEST(other_parsers_read_what_we_wrote) {
    if (std::system("/usr/bin/python3 -c 'import xml.etree.ElementTree' > /dev/null 2>&1") != 0) {
        SKIP("no Python here");
    }
    const check::TemporaryFolder folder;
    check::FullWorkspace made([](const std::string& where) { return where + " </p><b>&amp;\u202E<script>"; });
    const auto page = folder.path() / "report.html";
    check::writeFile(page, check::reportOf(made.workspace));
    check::writeFile(folder.path() / "read.py", program);
    const std::string command =
        "/usr/bin/python3 '" + (folder.path() / "read.py").string() + "' '" + page.string() + "'";
    CHECK_EQ(std::system((command + " > /dev/null").c_str()), 0);
}
