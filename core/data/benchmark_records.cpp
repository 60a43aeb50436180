// SPDX-License-Identifier: GPL-3.0-or-later
// RewardBench 1 and 2 and RM-Bench as they are published.
#include "core/data/layout_records.h"

namespace saferscope::layouts {

using namespace parts;

namespace {

constexpr std::size_t maxAnswers = 64;
constexpr std::size_t styles = 3;

Parsed<std::vector<std::string>> answersFrom(Json& record, const char* key, const char* otherKey) {
    Json* list = memberOf(record, key);
    if (list == nullptr) {
        list = memberOf(record, otherKey);
    }
    if (list == nullptr || !list->is_array() || list->empty() || list->size() > maxAnswers) {
        return refuse(list == nullptr
                          ? "it has no " + inQuotes(key)
                          : inQuotes(key) + " is not a list of 1 to " + std::to_string(maxAnswers) + " texts");
    }
    std::vector<std::string> answers;
    for (auto& answer : *list) {
        if (!answer.is_string()) {
            return refuse(inQuotes(key) + " holds something that is not a text");
        }
        answers.push_back(std::move(answer.get_ref<std::string&>()));
    }
    return answers;
}

// Several pairs of a record are known to belong together by SUBSET/ID: ids are unique per subset only.
std::string itemName(const std::string& subset, const std::string& id, const std::string& fallbackId) {
    return id.empty() ? fallbackId : subset.empty() ? id : subset + "/" + id;
}

Parsed<void> requireCount(const Json& record, const char* key, std::size_t count) {
    const Json* value = memberOf(record, key);
    if (value != nullptr && wholeNumberOf(*value) != static_cast<std::int64_t>(count)) {
        return refuse(inQuotes(key) + " does not fit its " + std::to_string(count) + " answers");
    }
    return {};
}

}  // namespace

// allenai/reward-bench: the id is a running number; which models answered is kept.
Parsed<Taken> fromRewardBench(Json& record) {
    auto conversation = fromStrings(record);
    if (!conversation) {
        return refuse(conversation.error());
    }
    auto id = recordId(record);
    if (!id) {
        return refuse(id.error());
    }
    PreferencePair pair = pairOf(std::move(*conversation));
    pair.split = "eval";
    OrderedJson meta = OrderedJson::object();
    for (const char* key : {"chosen_model", "rejected_model"}) {
        auto model = optionalText(record, key, {});
        if (!model) {
            return refuse(model.error());
        }
        if (!model->empty()) {
            meta[key] = std::move(*model);
        }
    }
    pair.meta = dumpJson(meta);
    Taken taken{std::move(*id), {}, {}};
    taken.pairs.push_back(std::move(pair));
    return taken;
}

// allenai/reward-bench-2: an item counts where the right answer is above all the wrong ones, and its Ties subset (many
// right answers) has a rule of its own that needs every score; "group" keeps what belongs together for either.
Parsed<Taken> fromRewardBench2(Json& record, const std::string& fallbackId) {
    auto prompt = promptFrom(record);
    if (!prompt) {
        return refuse(prompt.error());
    }
    auto right = answersFrom(record, "chosen", "correct");
    auto wrong = answersFrom(record, "rejected", "incorrect");
    if (!right || !wrong) {
        return refuse(right ? wrong.error() : right.error());
    }
    const std::pair<const char*, std::size_t> counts[] = {{"num_correct", right->size()},
                                                          {"num_incorrect", wrong->size()},
                                                          {"num_rejected", wrong->size()},
                                                          {"total_completions", right->size() + wrong->size()}};
    for (const auto& [key, count] : counts) {
        if (auto fits = requireCount(record, key, count); !fits) {
            return refuse(fits.error());
        }
    }
    auto id = recordId(record);
    auto subset = optionalText(record, "subset", {});
    if (!id || !subset) {
        return refuse(id ? subset.error() : id.error());
    }
    const std::string group = itemName(*subset, *id, fallbackId);
    Taken taken{group, {}, {}};
    for (std::size_t i = 0; i < right->size(); ++i) {
        for (std::size_t j = 0; j < wrong->size(); ++j) {
            PreferencePair pair;
            pair.id = (right->size() > 1 ? "_" + std::to_string(i) : "") + "_" + std::to_string(j);
            pair.subset = *subset;
            pair.split = "eval";
            pair.prompt = *prompt;
            pair.chosen = (*right)[i];
            pair.rejected = (*wrong)[j];
            pair.meta = dumpJson(OrderedJson{{"group", group},
                                             {"record", *id},
                                             {"correct", i},
                                             {"incorrect", j},
                                             {"num_correct", right->size()},
                                             {"num_incorrect", wrong->size()}});
            taken.pairs.push_back(std::move(pair));
        }
    }
    if (*subset == "Ties" || right->size() > 1) {
        taken.remarks.push_back(PairRemark::TiesSubset);
    }
    return taken;
}

// THU-KEG/RM-Bench: styles 0 concise, 1 detailed, 2 detailed with markdown. What is made here is what
// experiments/rm_bench.h reads: ids SUBSET/ID_CR and the styles in meta.
Parsed<Taken> fromRmBench(Json& record, const std::string& fallbackId) {
    auto prompt = promptFrom(record);
    if (!prompt) {
        return refuse(prompt.error());
    }
    auto right = answersFrom(record, "chosen", "chosen");
    auto wrong = answersFrom(record, "rejected", "rejected");
    if (!right || !wrong) {
        return refuse(right ? wrong.error() : right.error());
    }
    if (right->size() != styles || wrong->size() != styles) {
        return refuse("it has not three chosen and three rejected answers");
    }
    auto id = recordId(record);
    auto subset = optionalText(record, memberOf(record, "subset") != nullptr ? "subset" : "domain", {});
    if (!id || !subset) {
        return refuse(id ? subset.error() : id.error());
    }
    const std::string item = itemName(*subset, *id, fallbackId);
    Taken taken{item, {}, {}};
    for (std::size_t chosen = 0; chosen < styles; ++chosen) {
        for (std::size_t rejected = 0; rejected < styles; ++rejected) {
            PreferencePair pair;
            pair.id = "_" + std::to_string(chosen) + std::to_string(rejected);
            pair.subset = *subset;
            pair.split = "eval";
            pair.prompt = *prompt;
            pair.chosen = (*right)[chosen];
            pair.rejected = (*wrong)[rejected];
            pair.meta = dumpJson(Json{{"item", item}, {"style_chosen", chosen}, {"style_rejected", rejected}});
            taken.pairs.push_back(std::move(pair));
        }
    }
    return taken;
}

}  // namespace saferscope::layouts
