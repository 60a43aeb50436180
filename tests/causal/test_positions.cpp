// SPDX-License-Identifier: GPL-3.0-or-later
// Text and JSON forms of interventions, and which tokens positions take.
#include "core/base/random.h"
#include "core/causal/intervention.h"
#include "tests/support/check.h"

#include <limits>

using namespace saferscope;

namespace {

PositionChoice positions(const std::string& text) {
    const auto read = positionsFromText(text);
    CHECK_OK(read);
    return *read;
}

/// Which of `count` plain answer tokens are taken, as a text of 0 and 1.
std::string taken(const std::string& text, std::int64_t count) {
    std::string bits;
    TokenInfo info;
    info.response = true;
    for (std::int64_t token = 0; token < count; ++token) {
        bits += positions(text).takes(Segment::Chosen, info, token, count) ? '1' : '0';
    }
    return bits;
}

Result<Intervention> read(const std::string& text) {
    return interventionFromJson(*parseJson(text, "test"), "the intervention");
}

}  // namespace

TEST(ranges_count_from_either_end) {
    CHECK_EQ(taken("all", 5), std::string("11111"));
    CHECK_EQ(taken("1:3", 5), std::string("01100"));
    CHECK_EQ(taken(":2", 5), std::string("11000"));
    CHECK_EQ(taken("3:", 5), std::string("00011"));
    CHECK_EQ(taken("-2:", 5), std::string("00011"));
    CHECK_EQ(taken(":-2", 5), std::string("11100"));
    CHECK_EQ(taken("-4:-1", 5), std::string("01110"));
    CHECK_EQ(taken("1:-1", 5), std::string("01110"));
    CHECK_EQ(taken(":", 5), std::string("11111"));
    CHECK_EQ(taken("-9:", 5), std::string("11111"));
    CHECK_EQ(taken(":-9", 5), std::string("00000"));
    CHECK_EQ(taken("4:2", 5), std::string("00000"));
    CHECK_EQ(taken("9:", 5), std::string("00000"));
    CHECK_EQ(taken("-9223372036854775808:9223372036854775807", 3), std::string("111"));
}

TEST(words_have_to_hold_together) {
    TokenInfo marker;
    TokenInfo word;
    word.response = true;
    TokenInfo end = word;
    end.sentenceEnd = true;
    CHECK(positions("all").takes(Segment::Prompt, marker, 0, 3));
    CHECK(!positions("response").takes(Segment::Chosen, marker, 0, 3));
    CHECK(positions("response").takes(Segment::Rejected, word, 0, 3));
    CHECK(!positions("sentence-ends").takes(Segment::Rejected, word, 0, 3));
    CHECK(positions("sentence-ends").takes(Segment::Rejected, end, 0, 3));
    CHECK(!positions("sentence-ends,chosen").takes(Segment::Rejected, end, 0, 3));
    CHECK(positions("chosen,rejected").takes(Segment::Rejected, word, 0, 3));
    CHECK(!positions("chosen,rejected").takes(Segment::Prompt, word, 0, 3));
    CHECK(!positions("response,sentence-ends,1:").takes(Segment::Chosen, end, 0, 3));
    CHECK(positions("response,sentence-ends,1:").takes(Segment::Chosen, end, 1, 3));
    for (const Segment segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
        CHECK(!positions("none").takes(segment, end, 0, 3));
    }
}

TEST(positions_read_back_as_they_were_written) {
    Random random(5);
    for (int i = 0; i < 300; ++i) {
        PositionChoice choice;
        choice.prompt = random.below(2) == 0;
        choice.chosen = random.below(2) == 0;
        choice.rejected = random.below(2) == 0;
        choice.responseOnly = random.below(2) == 0;
        choice.sentenceEndsOnly = random.below(2) == 0;
        if (random.below(2) == 0) {
            choice.range = TokenRange{static_cast<std::int64_t>(random.below(40)) - 20, {}};
            if (random.below(2) == 0) {
                choice.range->end = static_cast<std::int64_t>(random.below(40)) - 20;
            }
        }
        if (!choice.prompt && !choice.chosen && !choice.rejected) {
            // Nothing is nothing, however it is narrowed further.
            CHECK_EQ(positionText(choice), std::string("none"));
            const PositionChoice back = positions("none");
            CHECK(!back.prompt && !back.chosen && !back.rejected);
            continue;
        }
        CHECK(positions(positionText(choice)) == choice);
    }
    CHECK_EQ(positionText({}), std::string("all"));
    CHECK_EQ(positionText(positions("rejected,4:,sentence-ends,prompt")),
             std::string("prompt,rejected,sentence-ends,4:"));
}

TEST(positions_that_mean_nothing_are_refused) {
    for (const char* text : {"", ",", "all,", "every", "Response", "sentence ends", "1", "a:b", "1:2:3", "1.5:2",
                             " 1:2", "+1:2", "1:+2", "--1:", "1:2,3:4", "none,prompt", "99999999999999999999:"}) {
        const auto refused = positionsFromText(text);
        CHECK(!refused);
        CHECK(!refused.error().message.empty() && !refused.error().hint.empty());
    }
}

TEST(interventions_read_back_as_they_were_written) {
    Random random(6);
    for (int i = 0; i < 200; ++i) {
        Intervention intervention;
        for (std::uint32_t feature = 0; feature < random.below(6); ++feature) {
            FeatureChange change{FeatureId(feature * 1000003u), static_cast<FeatureOperation>(random.below(4)), 0.0};
            if (change.operation != FeatureOperation::Ablate) {
                change.value = random.normal() * std::pow(10.0, static_cast<double>(random.below(9)) - 4.0);
            }
            intervention.changes.push_back(change);
        }
        for (std::uint64_t n = random.below(3); n > 0; --n) {
            AddedDirection direction{"a \"name\" é", {}, random.normal()};
            for (int d = 0; d < 5; ++d) {
                direction.values.push_back(static_cast<float>(random.normal()));
            }
            intervention.directions.push_back(direction);
        }
        intervention.ablateOthers = random.below(2) == 0;
        intervention.dropError = random.below(2) == 0;
        intervention.positions = positions(random.below(2) == 0 ? "all" : "chosen,response,-3:");
        const auto back = read(dumpJson(toJson(intervention)));
        CHECK_OK(back);
        CHECK(*back == intervention);
    }
    const auto nothing = read("{}");
    CHECK_OK(nothing);
    CHECK(nothing->empty() && nothing->positions == PositionChoice());
}

TEST(damaged_interventions_are_refused) {
    CHECK_OK(read(R"({"changes":[{"feature":3}]})"));
    for (const char* text : {R"([])",
                             R"("ablate")",
                             R"({"changes":{}})",
                             R"({"changes":[3]})",
                             R"({"changes":[{}]})",
                             R"({"changes":[{"feature":-1}]})",
                             R"({"changes":[{"feature":4294967296}]})",
                             R"({"changes":[{"feature":3.7}]})",
                             R"({"changes":[{"feature":"3"}]})",
                             R"({"changes":[{"feature":true}]})",
                             R"({"changes":[{"feature":3,"op":"remove"}]})",
                             R"({"changes":[{"feature":3,"op":"scale","value":"2"}]})",
                             R"({"changes":[{"feature":3,"op":"scale","value":null}]})",
                             R"({"changes":[{"feature":3,"op":"ablate","value":null}]})",
                             R"({"changes":[{"feature":3,"op":"scale"}]})",
                             R"({"changes":[{"feature":3,"op":"clamp"}]})",
                             R"({"changes":[{"feature":3,"op":"add"}]})",
                             R"({"directions":[{"values":[1],"coefficient":null}]})",
                             R"({"changes":[{"feature":3},{"feature":3,"op":"scale","value":1}]})",
                             R"({"changes":[{"feature":3,"factor":2}]})",
                             R"({"positions":"somewhere"})",
                             R"({"positions":3})",
                             R"({"ablate_other":true})",
                             R"({"ablate_others":1})",
                             R"({"drop_error":"yes"})",
                             R"({"directions":[{"name":"a"}]})",
                             R"({"directions":[{"values":[1e39]}]})",
                             R"({"directions":[{"values":["a"]}]})",
                             R"({"directions":[{"values":[1],"weight":2}]})"}) {
        const auto refused = read(text);
        if (refused) {
            throw check::Failure(std::string("taken: ") + text, __FILE__, __LINE__);
        }
        CHECK(refused.error().message.find("the intervention") != std::string::npos);
    }
}

TEST(a_value_that_is_missing_is_named) {
    for (const char* op : {"scale", "clamp", "add"}) {
        const auto missing = read(std::string(R"({"changes":[{"feature":3,"op":")") + op + R"("}]})");
        CHECK(missing.error().message.find(op) != std::string::npos);
        CHECK(missing.error().message.find("value") != std::string::npos);
    }
    // As a program writes what it could not compute.
    Intervention broken = changeAll({FeatureId(3)}, FeatureOperation::Scale, std::numeric_limits<double>::quiet_NaN());
    const auto refused = read(toJson(broken).dump());
    CHECK(!refused && refused.error().message.find("finite") != std::string::npos);
}

TEST(checks_name_what_is_wrong) {
    const double infinite = std::numeric_limits<double>::infinity();
    Intervention good = changeAll({FeatureId(1), FeatureId(2)}, FeatureOperation::Clamp, 3.0);
    good.directions = {{"toxic", {1.0f, 2.0f}, 1.0}};
    CHECK_OK(checkIntervention(good, 3, 2));
    CHECK(checkIntervention(good, 2, 2).error().message.find("feature 2") != std::string::npos);
    CHECK(checkIntervention(good, 3, 4).error().message.find("toxic") != std::string::npos);
    Intervention bad = good;
    bad.changes[0].value = infinite;
    CHECK(!checkIntervention(bad, 3, 2));
    bad.changes[0].operation = FeatureOperation::Ablate;  // has no value
    CHECK_OK(checkIntervention(bad, 3, 2));
    bad = good;
    bad.changes[1].feature = bad.changes[0].feature;
    CHECK(!checkIntervention(bad, 3, 2));
    bad = good;
    bad.directions[0].values[1] = std::numeric_limits<float>::quiet_NaN();
    CHECK(!checkIntervention(bad, 3, 2));
    bad = good;
    bad.directions[0].coefficient = -infinite;
    CHECK(!checkIntervention(bad, 3, 2));
}

TEST(descriptions_read_as_sentences) {
    CHECK_EQ(describeIntervention({}), std::string("no change"));
    Intervention intervention;
    intervention.changes = {{FeatureId(17), FeatureOperation::Ablate, 0.0},
                            {FeatureId(3), FeatureOperation::Scale, 0.5}};
    CHECK_EQ(describeIntervention(intervention), std::string("ablate 17, scale 3 by 0.5"));
    intervention.changes = {{FeatureId(4), FeatureOperation::Clamp, -2.0}, {FeatureId(5), FeatureOperation::Add, 1e-3}};
    intervention.positions = positions("response");
    CHECK_EQ(describeIntervention(intervention), std::string("clamp 4 to -2, add 0.001 to 5; at response"));
    intervention =
        changeAll({FeatureId(1), FeatureId(2), FeatureId(3), FeatureId(4), FeatureId(5)}, FeatureOperation::Ablate);
    CHECK_EQ(describeIntervention(intervention), std::string("ablate 1, ablate 2, ablate 3, 2 others"));
    for (const auto operation :
         {FeatureOperation::Ablate, FeatureOperation::Scale, FeatureOperation::Clamp, FeatureOperation::Add}) {
        CHECK(featureOperationFromName(featureOperationName(operation)).value() == operation);
    }
    CHECK(!featureOperationFromName("zero"));
}
