// SPDX-License-Identifier: GPL-3.0-or-later
#define PCRE2_CODE_UNIT_WIDTH 8
#include "core/text/regex.h"

#include "core/base/text_check.h"

#include <algorithm>
#include <ctime>
#include <pcre2.h>

namespace saferscope {

namespace {

constexpr std::size_t maxPatternBytes = 16384;
constexpr std::uint32_t mostSteps = 2'000'000;  ///< of a search from one place, on top of a few per byte of the text
constexpr std::uint32_t firstSteps = 64;        ///< tried with first; then four times as many, while there is time
constexpr std::uint32_t stepsInWindow = 16;     ///< from each place, where many are tried in one call
constexpr std::size_t widestWindow = 256;
constexpr std::uint64_t windowWork = 200'000'000;   ///< bytes that one call may look at, a fraction of a second
constexpr std::uint32_t heapKibibytes = 32 * 1024;  ///< of the interpreter, where the JIT's stack is too small

template <class T, void (*release)(T*)>
struct Releaser {
    void operator()(T* pointer) const { release(pointer); }
};
using CompileContext =
    std::unique_ptr<pcre2_compile_context, Releaser<pcre2_compile_context, pcre2_compile_context_free>>;
using MatchContext = std::unique_ptr<pcre2_match_context, Releaser<pcre2_match_context, pcre2_match_context_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Releaser<pcre2_match_data, pcre2_match_data_free>>;

std::string pcreMessage(int code) {
    PCRE2_UCHAR buffer[160] = {};
    pcre2_get_error_message(code, buffer, sizeof buffer);
    return reinterpret_cast<const char*>(buffer);
}

/// Constructs that both engines accept and read differently. Empty when there is none.
std::string ambiguousConstruct(std::string_view pattern) {
    bool inClass = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\' && i + 1 < pattern.size()) {
            const char next = pattern[++i];
            if (next == 'h' || next == 'H') {
                return std::string("\\") + next + " (a hexadecimal digit there, a blank here)";
            }
            if (next == 'G' && !inClass) {
                return "\\G (the place where a search starts)";
            }
        } else if (inClass) {
            if (c == ']') {
                inClass = false;
            } else if (c == '&' && i + 1 < pattern.size() && pattern[i + 1] == '&') {
                return "&& (an intersection of classes)";
            } else if (c == '[' && i + 1 < pattern.size() && pattern[i + 1] != ':') {
                return "a class within a class";
            }
        } else if (c == '[') {
            inClass = true;
        } else if (c == '(' && pattern.substr(i, 2) == "(?" &&
                   pattern.find('m', i) < pattern.find_first_not_of("imsx-", i + 2)) {
            return "(?m (the dot matches newlines there, anchors match at lines here)";
        } else if (c == '(' && pattern.substr(i, 2) == "(*") {
            return "(* (an engine directive)";
        }
    }
    return {};
}

double secondsOf(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

SearchTime::SearchTime(std::size_t textBytes)
    : m_limit(1.0 + 1e-6 * static_cast<double>(textBytes)),
      m_wallBegin(secondsOf(CLOCK_MONOTONIC)),
      m_processorBegin(secondsOf(CLOCK_THREAD_CPUTIME_ID)) {}

double SearchTime::wall() const { return secondsOf(CLOCK_MONOTONIC) - m_wallBegin; }

bool SearchTime::over(double furtherSeconds) const {
    // A machine with much to do, or a process that was stopped for a while, is no fault of the pattern's.
    return wall() + furtherSeconds > m_limit &&
           secondsOf(CLOCK_THREAD_CPUTIME_ID) - m_processorBegin + furtherSeconds > m_limit;
}

struct Regex::Code {
    pcre2_code* code = nullptr;
    std::string where;
    std::size_t patternBytes = 0;
    ~Code() { pcre2_code_free(code); }
};

Result<Regex> Regex::compile(const std::string& pattern, const std::string& where) {
    if (const std::string construct = ambiguousConstruct(pattern); !construct.empty()) {
        return fail(ErrorCode::InvalidInput, where + ": the regular expression uses " + construct + ".",
                    "Such a pattern would split text differently than the tokenizer it was written for.");
    }
    return build(pattern, 0, where);
}

Result<Regex> Regex::literal(const std::string& text, const std::string& where) {
    return build(text, PCRE2_LITERAL, where);
}

Result<Regex> Regex::literalAny(const std::string& one, const std::string& other, const std::string& where) {
    std::string pattern;
    for (const std::string* const text : {&one, &other}) {
        pattern += pattern.empty() ? "" : "|";
        for (const char c :
             *text) {  // a backslash takes the meaning from any ASCII character that is no letter or digit
            const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                               static_cast<std::uint8_t>(c) >= 0x80;
            pattern.append(plain ? "" : "\\").append(1, c);
        }
    }
    return build(pattern, 0, where);
}

Result<Regex> Regex::build(const std::string& pattern, std::uint32_t extraOptions, const std::string& where) {
    if (pattern.size() > maxPatternBytes || pattern.empty()) {
        return fail(ErrorCode::InvalidInput,
                    where + ": a regular expression is " + (pattern.empty() ? "empty." : "longer than 16384 bytes."));
    }
    // Oniguruma's anchors work on lines that end in \n, hence MULTILINE and the newline setting.
    const CompileContext context(pcre2_compile_context_create(nullptr));
    pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
    std::uint32_t options = PCRE2_UTF | PCRE2_USE_OFFSET_LIMIT | extraOptions;
    if (extraOptions == 0) {
        options |= PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C;
    }
    int error = 0;
    PCRE2_SIZE offset = 0;
    auto code = std::make_shared<Code>();
    code->where = where;
    code->patternBytes = pattern.size();
    code->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), options, &error, &offset,
                               context.get());
    if (code->code == nullptr) {
        return fail(ErrorCode::InvalidInput, where + ": the regular expression is refused at byte " +
                                                 std::to_string(offset) + " (" + pcreMessage(error) + ").");
    }
    std::uint32_t backReference = 0;
    pcre2_pattern_info(code->code, PCRE2_INFO_BACKREFMAX, &backReference);
    if (backReference > 0) {  // compared again and again, without a step that counts
        return fail(ErrorCode::InvalidInput, where + ": the regular expression refers back to a group.",
                    "No tokenizer needs that; such a pattern can take time without end.");
    }
    pcre2_jit_compile(code->code, PCRE2_JIT_COMPLETE);  // without a JIT the interpreter does the same, slower
    return Regex(std::move(code));
}

Status Regex::findAll(std::string_view text, const SearchTime& time, std::vector<Span>& matches) const {
    matches.clear();
    const MatchContext context(pcre2_match_context_create(nullptr));
    const MatchData data(pcre2_match_data_create(1, nullptr));
    const auto allSteps =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(UINT32_MAX, mostSteps + 16ull * text.size()));
    // A step may go through the whole text, and so may every few bytes of the pattern without counting as one.
    const std::uint64_t workPerPlace = (text.size() + 1) * (stepsInWindow + m_code->patternBytes / 8);
    const std::size_t maxWindow = std::clamp<std::size_t>(windowWork / workPerPlace, 1, widestWindow);
    pcre2_set_heap_limit(context.get(), heapKibibytes);
    const PCRE2_SIZE* const bounds = pcre2_get_ovector_pointer(data.get());
    const auto* const subject = reinterpret_cast<PCRE2_SPTR>(text.data());
    const auto gaveUp = [&](const std::string& why) {
        return fail(ErrorCode::InvalidInput,
                    m_code->where + ": the regular expression gave up on a text of " + std::to_string(text.size()) +
                        " bytes (" + why + ").",
                    "The pattern needs too many steps; such a tokenizer cannot be used safely.");
    };
    // One call of the engine goes through all the places of the text where a match may start, and both its limit and
    // our clock would see it again only at its end. So it gets a window of them, with few steps, while those do; else
    // one place, with as many steps as there is time for.
    std::size_t window = 1;
    const auto search = [&](std::size_t from, std::uint32_t steps) {
        pcre2_set_match_limit(context.get(), steps);
        pcre2_set_offset_limit(context.get(), from + window - 1);
        const int count =
            pcre2_match(m_code->code, subject, text.size(), from, PCRE2_NO_UTF_CHECK, data.get(), context.get());
        return count != PCRE2_ERROR_JIT_STACKLIMIT
                   ? count
                   : pcre2_match(m_code->code, subject, text.size(), from, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT,
                                 data.get(), context.get());
    };

    std::size_t position = 0;
    std::size_t lastEnd = SIZE_MAX;
    while (position <= text.size()) {
        if (time.over()) {
            return gaveUp("it takes too long");
        }
        std::uint32_t steps = window > 1 ? stepsInWindow : firstSteps;
        double before = time.wall();
        int count = search(position, steps);
        while (count == PCRE2_ERROR_MATCHLIMIT && steps < allSteps && !time.over(4.0 * (time.wall() - before))) {
            window = 1;
            steps = std::min(allSteps, 4 * steps);
            before = time.wall();
            count = search(position, steps);
        }
        if (count == PCRE2_ERROR_NOMATCH) {
            position += window;
            while (position < text.size() && (static_cast<std::uint8_t>(text[position]) & 0xc0) == 0x80) {
                ++position;
            }
            window = std::min(2 * window, maxWindow);
            continue;
        }
        if (count < 0) {
            return gaveUp(pcreMessage(count));
        }
        const std::size_t begin = bounds[0];
        const std::size_t end = bounds[1];
        if (begin > end || begin < position) {  // \K can do this
            return fail(ErrorCode::InvalidInput, m_code->where + ": the regular expression moves its own match start.");
        }
        if (begin == end && end == lastEnd) {
            position = end + std::max<std::size_t>(1, utf8SequenceLength(text.substr(end)));
            continue;
        }
        matches.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        position = end;
        lastEnd = end;
    }
    return {};
}

}  // namespace saferscope
