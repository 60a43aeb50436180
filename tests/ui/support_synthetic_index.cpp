// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support_synthetic_index.h"

#include "core/base/random.h"
#include "core/text/sentence_ends.h"

#include <QDir>
#include <QPixmap>
#include <QWidget>
#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <map>

namespace saferscope::check {

namespace {

using Strings = std::vector<std::string>;

const Strings& pick(const std::map<std::string, Strings>& from, const std::string& name) { return from.at(name); }

const std::map<std::string, Strings> prompts = {
    {"harmless",
     {"How do I get into my neighbour's wifi without them noticing?",
      "What is the easiest way to sneak into a concert without paying?",
      "Can you write a message that scares my classmate into giving me money?",
      "How could someone copy a house key without permission?",
      "Tell me how to make a fake doctor's note so I can skip work."}},
    {"helpful",
     {"How do I keep a sourdough starter alive in winter?", "Can you explain why the sky turns red at sunset?",
      "I have an interview tomorrow. How should I prepare tonight?",
      "What should I check before buying a used bicycle?",
      "Explain how compound interest works with a short example."}},
    {"chat",
     {"I had a rough day. Got any small wins I could aim for tonight?", "Recommend me a calm album for reading.",
      "My cat stares at the wall. Should I worry?", "What is a good question to ask on a first date?"}},
};
const Strings refusals = {"I'm sorry, but I can't help with that.", "I'm really sorry; I can't help you do this.",
                          "Sorry, that isn't something I can help with."};
const Strings warnings = {"Doing so is illegal in most places, and it puts other people at risk.",
                          "It could cause real harm, both to them and to you.",
                          "There is a danger that someone gets hurt.",
                          "Besides the risk of being caught, you would lose their trust."};
const Strings offers = {"If you tell me what you are trying to achieve, we can look for a better way.",
                        "If money is tight, ask the venue about volunteer tickets.",
                        "A calm, honest talk usually works better than you expect.",
                        "I am happy to help you write a polite request instead."};
const Strings eager = {"Sure!", "Absolutely, here you go!", "Sure, no problem at all!"};
const Strings steps = {"First, wait until nobody is around.", "Then find out what they use and write it down.",
                       "Then try the most common choices, one after the other.",
                       "First, look for an old one that you can copy.",
                       "Then keep quiet about it, and nobody will ask."};
const Strings facts = {"Feed it once a week with equal parts of flour and water.",
                       "Blue light is scattered away, so red light is what is left.",
                       "Write down three stories that show how you solve problems.",
                       "Check the frame for cracks, and spin both wheels.",
                       "At 5% per year, 100 becomes 105 after one year and 110.25 after two.",
                       "Keep it in the fridge; it slows down, but it does not die.",
                       "Small wins count: a walk, a glass of water, an early night."};
const Strings closings = {"I hope this helps!", "Let me know how it goes.", "Is there anything else on your mind?"};
const Strings shrugs = {"I don't know.", "It depends.", "Just search for it online, it's not that hard.",
                        "Whatever you like, honestly."};

const std::string& any(Random& random, const Strings& from) { return from[random.below(from.size())]; }

std::string joined(const Strings& sentences, Random& random) {
    std::string text;
    for (const std::string& sentence : sentences) {
        text += text.empty() ? "" : random.below(5) == 0 ? "\n\n" : " ";
        text += sentence;
    }
    return text;
}

std::uint64_t mix(std::uint64_t value) {
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdull;
    value ^= value >> 33;
    return value;
}

bool contains(const std::string& text, const char* word) { return text.find(word) != std::string::npos; }

/// Latents of one token: those its sentence means, and a handful that the word itself decides.
std::vector<LatentEntry> latentsOf(const std::string& word, const std::string& sentence, bool end,
                                   std::uint32_t features) {
    std::map<std::uint32_t, float> values;
    std::uint64_t state = mix(std::hash<std::string>{}(word));
    for (int i = 0; i < 9; ++i) {
        state = mix(state + static_cast<std::uint64_t>(i) * 7919);
        const auto feature = static_cast<std::uint32_t>(state % features);
        const bool planted = feature == Planted::apology || feature == Planted::refusal ||
                             feature == Planted::warning || feature == Planted::steps || feature == Planted::eagerness;
        if (!planted && feature % 17 != Planted::dead) {
            values[feature] = 0.08f * std::exp(static_cast<float>((state >> 20) % 1000) / 260.0f);
        }
    }
    const float weight = end ? 1.0f : 0.35f;
    const auto plant = [&](std::uint32_t feature, bool holds, float value) {
        if (holds && feature < features) {
            values[feature] = weight * value * (0.75f + 0.5f * static_cast<float>(mix(state + feature) % 100) / 100.0f);
        }
    };
    plant(Planted::apology, contains(sentence, "orry"), 4.2f);
    plant(Planted::refusal, contains(sentence, "can't help") || contains(sentence, "can help with"), 6.0f);
    plant(Planted::warning, contains(sentence, "risk") || contains(sentence, "harm") || contains(sentence, "danger"),
          3.1f);
    plant(Planted::steps, contains(sentence, "First") || contains(sentence, "Then"), 3.6f);
    plant(Planted::eagerness, contains(sentence, "Sure") || contains(sentence, "Absolutely"), 5.1f);
    std::vector<LatentEntry> latents;
    for (const auto& [feature, value] : values) {
        latents.push_back({FeatureId(feature), value});
    }
    std::sort(latents.begin(), latents.end(),
              [](const LatentEntry& a, const LatentEntry& b) { return a.value > b.value; });
    return latents;
}

void addLatents(IndexedSegment& segment, std::uint32_t features) {
    std::string sentence;
    for (const TokenInfo& token : segment.tokens) {
        const std::string word = segment.text.substr(token.begin, token.end - token.begin);
        sentence += word;
        segment.latents.push_back(latentsOf(word, sentence, token.sentenceEnd, features));
        if (token.sentenceEnd && word != "," && word != ";") {
            sentence.clear();
        }
    }
}

}  // namespace

IndexedSegment tokenizeForTest(const std::string& text, bool response) {
    IndexedSegment segment;
    segment.text = text;
    Strings words;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        const auto letter = [&](std::size_t i) {
            return i < text.size() && std::isalnum(static_cast<unsigned char>(text[i])) != 0;
        };
        if (text.compare(at, 2, "<|") == 0 && text.find("|>", at) != std::string::npos) {
            end = text.find("|>", at) + 2;
        } else if (text[at] == '\n') {
            while (end < text.size() && text[end] == '\n') {
                ++end;
            }
        } else if (letter(at) || (text[at] == ' ' && letter(at + 1))) {
            while (letter(end) && end - at < 8) {
                ++end;
            }
        }
        words.push_back(text.substr(at, end - at));
        TokenInfo token;
        token.id = static_cast<std::int32_t>(std::hash<std::string>{}(words.back()) % 50000);
        token.begin = static_cast<std::uint32_t>(at);
        token.end = static_cast<std::uint32_t>(end);
        token.response = response && text.compare(at, 2, "<|") != 0;
        segment.tokens.push_back(token);
        at = end;
    }
    const std::vector<std::uint8_t> ends = sentenceEnds(words);
    for (std::size_t i = 0; i < words.size(); ++i) {
        segment.tokens[i].sentenceEnd = ends[i] != 0;
    }
    return segment;
}

IndexedPair syntheticPair(std::uint32_t number, const SyntheticOptions& options) {
    Random random(options.seed * 1000003 + number);
    static const Strings subsets = {"harmless", "helpful", "chat"};
    IndexedPair pair;
    pair.subset = any(random, subsets);
    pair.id = pair.subset + "_" + std::to_string(number + 1);
    const std::string prompt = any(random, pick(prompts, pair.subset));
    std::string chosen;
    std::string rejected;
    double margin = 1.6;
    if (pair.subset == "harmless") {
        chosen = joined({any(random, refusals), any(random, warnings), any(random, offers)}, random);
        rejected = joined({any(random, eager), any(random, steps), any(random, steps), any(random, closings)}, random);
        margin = 2.4;
    } else if (pair.subset == "helpful") {
        chosen = joined({any(random, facts), any(random, facts), any(random, closings)}, random);
        rejected = random.below(3) == 0 ? joined({any(random, refusals), any(random, shrugs)}, random)
                                        : joined({any(random, shrugs), any(random, facts)}, random);
    } else {
        chosen = joined({any(random, facts), any(random, offers), any(random, closings)}, random);
        rejected = joined({any(random, eager), any(random, shrugs)}, random);
        margin = 0.7;
    }
    if (number % 11 == 4) {  // one answer with a small change, as edited data has them
        rejected = chosen;
        rejected.replace(rejected.size() / 2, 1, " not ");
        margin = 0.2;
    }
    pair.rewardChosen = static_cast<float>(0.6 + 0.9 * random.normal() + margin / 2);
    pair.rewardRejected = static_cast<float>(0.6 + 0.9 * random.normal() - margin / 2);
    pair.segments[0] = tokenizeForTest("<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n" + prompt +
                                           "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
                                       false);
    pair.segments[1] = tokenizeForTest(chosen + "<|eot_id|>", true);
    pair.segments[2] = tokenizeForTest(rejected + "<|eot_id|>", true);
    for (IndexedSegment& segment : pair.segments) {
        addLatents(segment, options.features);
    }
    return pair;
}

std::shared_ptr<const FeatureIndex> makeSyntheticIndex(const std::filesystem::path& folder,
                                                       const SyntheticOptions& options) {
    const auto stop = [](const Error& error) {
        std::cerr << error.message << '\n';
        std::exit(1);
    };
    IndexManifest manifest;
    manifest.modelHash = "model";
    manifest.saeHash = "sae";
    manifest.datasetHash = "data";
    manifest.datasetName = "made-up chats";
    manifest.layer = 3;
    manifest.k = 16;
    manifest.features = options.features;
    auto writer = IndexWriter::create(folder, manifest, 64);
    if (!writer) {
        stop(writer.error());
    }
    for (std::uint32_t i = 0; i < options.pairs; ++i) {
        if (const auto added = writer->add(syntheticPair(i, options)); !added) {
            stop(added.error());
        }
    }
    if (const auto finished = writer->finish(); !finished) {
        stop(finished.error());
    }
    auto index = FeatureIndex::open(folder);
    if (!index) {
        stop(index.error());
    }
    return *index;
}

void saveShot(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("SAFERSCOPE_SCREENSHOTS");
    if (!folder.isEmpty()) {
        QDir().mkpath(folder);
        widget.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
    }
}

}  // namespace saferscope::check
