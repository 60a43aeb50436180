// SPDX-License-Identifier: GPL-3.0-or-later
// Number 13, tokenizer.model: protobufs that lie about their lengths, and models that make a text slow.
#include "core/base/random.h"
#include "core/text/sentencepiece_file.h"
#include "tests/faults/opened_file.h"
#include "tests/text/sentencepiece_writer.h"

#include <limits>

using namespace saferscope;
using namespace saferscope::faults;
using check::sentencePieceBytes;
using check::TemporaryFolder;
using Type = SentencePieceFile::Type;

namespace {

SentencePieceFile model(SentencePieceFile::Algorithm algorithm = SentencePieceFile::Algorithm::Bpe) {
    SentencePieceFile file;
    file.algorithm = algorithm;
    file.pieces = {{"<unk>", 0.0f, Type::Unknown}, {"<s>", 0.0f, Type::Control}, {"</s>", 0.0f, Type::Control}};
    for (const char* piece : {"\u2581", "a", "b", "c"}) {
        file.pieces.push_back({piece, -1.0f, Type::Normal});
    }
    return file;
}

SentencePieceFile withRuns(SentencePieceFile::Algorithm algorithm, Type type, std::size_t longest) {
    SentencePieceFile file = model(algorithm);
    for (std::size_t length = 2; length <= longest; ++length) {
        file.pieces.push_back({std::string(length, 'a'), -static_cast<float>(length), type});
    }
    return file;
}

std::string many(std::size_t pieces) {
    // By hand: a list of so many would be in this program's memory, and so in its child's.
    std::string bytes = sentencePieceBytes(model());
    for (std::size_t i = 0; i < pieces; ++i) {
        const std::string text = "p" + std::to_string(i);
        bytes += '\x0a';
        bytes += static_cast<char>(text.size() + 2);
        bytes += '\x0a';
        bytes += static_cast<char>(text.size());
        bytes += text;
    }
    return bytes;
}

}  // namespace

TEST(hostile_models_are_refused_within_bounds) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "tokenizer.model";
    SentencePieceFile notANumber = model();
    notANumber.pieces[4].score = std::numeric_limits<float>::quiet_NaN();
    SentencePieceFile endless = model();
    endless.pieces[4].score = std::numeric_limits<float>::infinity();
    SentencePieceFile twice = model();
    twice.pieces.push_back(twice.pieces[4]);
    SentencePieceFile unknown = model();
    unknown.pieces.erase(unknown.pieces.begin());
    SentencePieceFile bytes = model();
    bytes.byteFallback = true;
    SentencePieceFile long1 = model();
    long1.pieces.push_back({std::string(100'000, 'x'), 0.0f, Type::Normal});
    const std::string good = sentencePieceBytes(model());
    const std::vector<std::pair<std::string, std::string>> files = {
        {"nothing", ""},
        {"zeros", std::string(100'000, '\0')},
        {"a length beyond the end", "\x0a\xff\xff\xff\xff\x0f" + good},
        {"a length of 2^63", std::string("\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f") + good},
        {"a number that does not end", std::string(100'000, '\xff')},
        {"groups in groups", std::string(1'000'000, '\x0b')},
        {"a score that is no number", sentencePieceBytes(notANumber)},
        {"a score without end", sentencePieceBytes(endless)},
        {"a piece that is there twice", sentencePieceBytes(twice)},
        {"no unknown piece", sentencePieceBytes(unknown)},
        {"bytes that are not there", sentencePieceBytes(bytes)},
        {"a piece of 100,000 bytes", sentencePieceBytes(long1)},
        {"two million empty pieces", repeated(std::string("\x0a\x00", 2), 2'000'000)},
        {"two million pieces", many(2'000'000)},
        {"40 MB", good + std::string(40'000'000, '\x0a')}};
    Series series;
    for (const auto& [name, content] : files) {
        writeBytes(path, content);
        const Opened opened = openFile("tokenizer", path);
        series.add(name, opened, 2.0);
        if (opened.read) {
            series.fail(name + ": " + opened.said);
        }
    }
    writeBytes(path, many(900'000));
    const Opened large = openFile("tokenizer", path);
    series.add("900,000 pieces, sound", large, 2.0);
    if (!large.read) {
        series.fail("900,000 pieces, sound: " + large.said);
    }
    Random random(11);
    for (int i = 0, count = times(20, 300); i < count; ++i) {
        std::string mangled = good;
        for (std::uint64_t changes = 1 + random.below(4); changes > 0; --changes) {
            mangled[random.below(mangled.size())] = static_cast<char>(random.below(256));
        }
        writeBytes(path, mangled.substr(0, 1 + random.below(mangled.size())));
        series.add("a mangled one", openFile("tokenizer", path), 2.0);
    }
    report({13, "tokenizer.model of a stranger", series.tried, 0, series.crashed, "files; a child without libtorch",
            series.slowest, series.peak});
    series.check();
}

TEST(models_of_long_runs_take_a_million_characters) {
    using Algorithm = SentencePieceFile::Algorithm;
    const TemporaryFolder folder;
    const auto path = folder.path() / "tokenizer.model";
    const auto text = folder.path() / "text";
    Series series;
    for (const Algorithm algorithm : {Algorithm::Bpe, Algorithm::Unigram}) {
        for (const Type type : {Type::Normal, Type::UserDefined, Type::Unused}) {
            writeBytes(path, sentencePieceBytes(withRuns(algorithm, type, SentencePieceFile::maxPieceBytes)));
            for (const auto& bytes :
                 {std::string(1'000'000, 'a'), repeated("^", 1'000'000), repeated(" ", 1'000'000)}) {
                writeBytes(text, bytes);
                const Opened opened = openFile("tokenizer", path, text.string());
                const std::string name = std::string(algorithm == Algorithm::Bpe ? "BPE" : "unigram") + " of type " +
                                         std::to_string(static_cast<int>(type)) + ", " + bytes.substr(0, 1);
                series.add(name, opened, 5.0);
                if (!opened.read) {
                    series.fail(name + ": " + opened.said);
                }
            }
        }
    }
    report({13, "tokenizer.model of long runs, a million characters", series.tried, 0, series.crashed,
            "texts; a child without libtorch", series.slowest, series.peak});
    series.check();
}
