// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/report/markup_check.h"
#include "tests/report/report_fixture.h"

#include <array>

using namespace saferscope;
using check::FullWorkspace;
using check::Markup;
using check::reportOf;

namespace {

constexpr std::array<std::string_view, 22> nasty = {"<script>alert(1)</script>",
                                                    "</title><script>x</script>",
                                                    "\"><img src=x onerror=alert(1)>",
                                                    "' onmouseover='x",
                                                    "</style><svg onload=x>",
                                                    "<!--",
                                                    "-->",
                                                    "<![CDATA[",
                                                    "]]>",
                                                    "&#x3c;script&#x3e;",
                                                    "&lt;",
                                                    "&",
                                                    "\u202Eevil\u202C",
                                                    "\u2066\u2067\u2068",
                                                    "javascript:alert(1)",
                                                    "\x1b]0;t\x07",
                                                    "\uFEFF\u200B",
                                                    "\uFFFE\uFFFF",
                                                    "é漢🙂",
                                                    "\n\n\t",
                                                    "style=\"x\"",
                                                    "`${x}`"};

/// Random pieces, some hostile. `raw`: bytes that are no UTF-8 and NUL as well.
std::string nastyText(Random& random, bool raw) {
    std::string text;
    for (std::uint64_t i = 1 + random.below(5); i > 0; --i) {
        if (raw && random.below(4) == 0) {
            text += static_cast<char>(random.below(256));
            text += random.below(2) == 0 ? std::string("\xED\xA0\x80") : std::string(1, '\0');
        } else {
            text += nasty[random.below(nasty.size())];
        }
    }
    return text;
}

/// An index whose texts, ids and subsets are what `text` makes, tokens of one to five bytes that split characters.
void writeIndex(const std::filesystem::path& folder, std::uint32_t features, std::size_t pairs, Random& random,
                const std::function<std::string()>& text) {
    IndexManifest manifest;
    manifest.features = features;
    manifest.saeHash = std::string(64, 'd');
    manifest.datasetName = text();
    manifest.dateString = text();
    manifest.codeVersion = text();
    auto writer = IndexWriter::create(folder, manifest);
    CHECK_OK(writer);
    for (std::size_t p = 0; p < pairs; ++p) {
        IndexedPair pair;
        pair.id = std::to_string(p) + text();
        pair.subset = random.below(2) == 0 ? text() : std::string();
        pair.rewardChosen = static_cast<float>(random.normal());
        pair.rewardRejected = static_cast<float>(random.normal());
        for (auto& segment : pair.segments) {
            segment.text = text();
            for (std::uint32_t at = 0; at < segment.text.size();) {
                const auto end = std::min<std::uint32_t>(at + 1 + static_cast<std::uint32_t>(random.below(5)),
                                                         static_cast<std::uint32_t>(segment.text.size()));
                segment.tokens.push_back({1, at, end, random.below(2) == 0, true});
                std::vector<LatentEntry> latents;
                for (int k = 0; k < 4; ++k) {
                    const FeatureId feature(
                        static_cast<std::uint32_t>(random.below(features / 4) * 4 + static_cast<std::uint32_t>(k)));
                    latents.push_back({feature, 0.1f + static_cast<float>(std::abs(random.normal()))});
                }
                std::ranges::sort(latents, std::greater<>(), &LatentEntry::value);
                segment.latents.push_back(std::move(latents));
                at = end;
            }
        }
        CHECK_OK(writer->add(pair));
    }
    CHECK_OK(writer->finish());
}

}  // namespace

TEST(hostile_texts_cannot_break_out_of_their_places) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        Random random(seed);
        FullWorkspace made([&](const std::string&) { return nastyText(random, false); });
        const auto folder = made.made.made.folder.path() / "nasty-index";
        writeIndex(folder, 64, 40, random, [&] { return nastyText(random, true); });
        CHECK_OK(made.workspace.addReference(ArtifactKind::Index, folder, "nasty-index"));
        HtmlReportOptions options;
        options.title = nastyText(random, true);
        for (const char* index : {"nasty-index", "index"}) {
            options.index = index;
            const std::string html = reportOf(made.workspace, options);
            const Markup page(html);  // only known elements and attributes, all of them closed
            CHECK_EQ(page.counts.at("script"), 1);
            CHECK_EQ(page.counts.at("style"), 1);
            CHECK_EQ(page.counts.at("title"), 1);
            CHECK_EQ(page.counts.at("input") > 1, true);
            for (const auto& element : page.elements) {
                if (const auto href = element.attributes.find("href"); href != element.attributes.end()) {
                    CHECK(href->second.starts_with("#"));
                }
            }
            for (const char* steering : {"\u202E", "\u2066", "\uFEFF", "\uFFFE"}) {
                CHECK(html.find(steering) == std::string::npos);
            }
            CHECK(html.find('\0') == std::string::npos);
        }
    }
}

TEST(a_large_index_gives_a_small_file) {
    const check::TemporaryFolder folder;
    Random random(3);
    const auto workspace = check::makeWorkspace(folder.path() / "w");
    // Long texts of signs that each take five bytes of markup: the worst that a text can be.
    writeIndex(folder.path() / "index", 20'000, 120, random,
               [&] { return std::string(500 + random.below(3000), '&'); });
    CHECK_OK(workspace->addReference(ArtifactKind::Index, folder.path() / "index", "index"));
    HtmlReportSummary summary;
    const std::string html = reportOf(*workspace, {}, &summary);
    const Markup page(html);
    CHECK_EQ(summary.features, 40u);
    CHECK_EQ(summary.pairs, 20u);
    CHECK(html.size() < 2'000'000);
    CHECK(html.find("characters are cut") != std::string::npos);
    // And one that asks for too much is cut at the limit, give or take a card; examples keep their room.
    HtmlReportOptions options;
    options.features = 5000;
    options.maxBytes = 1'000'000;
    const std::string bounded = reportOf(*workspace, options, &summary);
    CHECK(summary.features > 0 && summary.features < 5000);
    CHECK(summary.pairs >= 15u);
    CHECK(bounded.size() < 1'500'000);
}
