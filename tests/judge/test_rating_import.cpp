// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/rating_import.h"
#include "tests/support/check.h"

#include <fstream>
#include <zlib.h>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

RatingImportRequest requestOf(const fs::path& path) {
    RatingImportRequest request;
    request.path = path;
    request.rater = "paper";
    request.saeHash = "sae";
    request.features = 100;
    return request;
}

RatingImport imported(const fs::path& path) {
    auto result = importRatings(requestOf(path));
    CHECK_OK(result);
    for (const auto& event : result->events) {
        CHECK_OK(checkRatingEvent(event, "event"));
        CHECK(event.rater == "paper" && event.raterKind == RaterKind::Judge && event.saeHash == "sae");
    }
    CHECK_EQ(result->issues.size(), result->refused);
    return std::move(*result);
}

const RatingEvent* of(const RatingImport& result, std::uint32_t feature) {
    for (const auto& event : result.events) {
        if (event.feature == FeatureId(feature)) {
            return &event;
        }
    }
    return nullptr;
}

}  // namespace

TEST(safer_ratings_are_read_and_null_is_not_five) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "interpret.json";
    write(file,
          R"({"results":{"12":{"score":5,"explanation":"refusals"},"7":{"score":null,"explanation":"could not say"},
        "8":{"score":1,"explanation":""},"9":{"explanation":"no score"},"10":{"score":6,"explanation":"x"},
        "11":{"score":4.5,"explanation":"x"},"13":{"score":"5","explanation":"x"},"14":{"score":3,"explanation":[1]},
        "100":{"score":3,"explanation":"x"},"-1":{"score":3},"x":{"score":3},"15":7,"16":{"score":2,"explanation":null}}})");
    const RatingImport result = imported(file);
    CHECK_EQ(result.form, std::string("SAFER"));
    CHECK_EQ(of(result, 12)->score.value_or(0), 5);
    CHECK(of(result, 12)->action == RatingAction::Rate && of(result, 12)->text == "refusals");
    CHECK(of(result, 7)->action == RatingAction::Unrated && !of(result, 7)->score &&
          of(result, 7)->text == "could not say");
    CHECK(of(result, 9)->action == RatingAction::Unrated);
    CHECK_EQ(of(result, 8)->score.value_or(0), 1);
    CHECK_EQ(of(result, 16)->score.value_or(0), 2);
    CHECK_EQ(result.events.size(), 5u);
    CHECK_EQ(result.refused, 8u);
    CHECK(of(result, 10) == nullptr && of(result, 11) == nullptr && of(result, 13) == nullptr);
}

TEST(the_same_file_brings_the_same_events) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "interpret.json";
    write(file, R"({"results":{"1":{"score":5,"explanation":"a"},"2":{"score":5,"explanation":"a"}}})");
    const auto first = imported(file);
    const auto second = imported(file);
    CHECK(first.events == second.events);
    CHECK(first.events[0].id != first.events[1].id);
    auto other = requestOf(file);
    other.rater = "somebody else";
    CHECK(importRatings(other)->events[0].id != first.events[0].id);
}

TEST(delphi_explanations_become_labels_or_comments) {
    const TemporaryFolder folder;
    write(folder.path() / "layers.12_latent3.txt", "\"warnings about harm\"\n");
    write(folder.path() / "layers.12_latent40.txt", "\"  commas \"");
    write(folder.path() / "layers.12_latent5.txt", "not json");
    write(folder.path() / "layers.12_latent6.txt", "{\"a\":1}");
    write(folder.path() / "layers.12_latent7.txt", "\"\"");
    write(folder.path() / "layers.12_latent777.txt", "\"too high\"");
    write(folder.path() / "layers.12_latent8.txt", "\"" + std::string(300'000, 'x') + "\"");
    write(folder.path() / "layers.12_latentx.txt", "\"no number\"");
    write(folder.path() / "notes.txt", "something else");
    auto request = requestOf(folder.path());
    request.labelled = {FeatureId(40)};
    const auto result = importRatings(request);
    CHECK_OK(result);
    CHECK_EQ(result->form, std::string("delphi"));
    CHECK_EQ(result->events.size(), 2u);
    CHECK(of(*result, 3)->action == RatingAction::Label && of(*result, 3)->text == "warnings about harm");
    CHECK(of(*result, 40)->action == RatingAction::Comment && of(*result, 40)->text == "commas");
    CHECK_EQ(result->refused, 6u);
    write(folder.path() / "layers.13_latent3.txt", "\"another layer\"");
    CHECK(!importRatings(requestOf(folder.path())));
}

TEST(neuronpedia_explanations_are_read_line_by_line) {
    const TemporaryFolder folder;
    const std::string lines =
        "{\"modelId\":\"m\",\"layer\":\"12-res\",\"index\":\"3\",\"description\":\"refusals\",\"typeName\":\"oai\"}\n"
        "{\"index\":4,\"description\":\"commas\"}\n"
        "broken\n"
        "{\"index\":\"5\"}\n"
        "{\"index\":\"500\",\"description\":\"x\"}\n"
        "{\"index\":\"6\",\"description\":\"" +
        std::string(2u << 20, 'x') +
        "\"}\n"
        "{\"index\":\"7\",\"description\":\"last\"}";
    const fs::path plain = folder.path() / "explanations" / "batch-0.jsonl";
    write(plain, lines);
    const auto result = imported(plain);
    CHECK_EQ(result.form, std::string("Neuronpedia"));
    CHECK_EQ(result.events.size(), 3u);
    CHECK_EQ(result.refused, 4u);
    CHECK(result.issues[0].find("line 3") != std::string::npos);
    CHECK(of(result, 4)->text == "commas");

    const fs::path packed = folder.path() / "explanations" / "batch-1.jsonl.gz";
    gzFile file = gzopen(packed.c_str(), "wb");
    CHECK(file != nullptr);
    gzwrite(file, lines.data(), static_cast<unsigned>(lines.size()));
    gzclose(file);
    CHECK_EQ(imported(packed).events.size(), 3u);
    CHECK_EQ(imported(packed.parent_path()).events.size(), 6u);
}

TEST(files_that_are_nothing_of_the_kind_are_refused) {
    const TemporaryFolder folder;
    CHECK(!importRatings(requestOf(folder.path() / "none.json")));
    CHECK(!importRatings(requestOf(folder.path())));
    for (const char* text : {"", "[]", "{}", "{\"results\":[]}", "{\"results\":5}", "5", "{\"results\":{\"1\":"}) {
        write(folder.path() / "x.json", text);
        const auto result = importRatings(requestOf(folder.path() / "x.json"));
        CHECK(!result && !result.error().message.empty());
    }
    write(folder.path() / "deep.json", "{\"results\":" + std::string(5000, '['));
    CHECK(!importRatings(requestOf(folder.path() / "deep.json")));
}
