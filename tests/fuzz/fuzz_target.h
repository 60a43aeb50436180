// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// A fuzz target is a function of bytes. With clang's libFuzzer each is a program of its own (libfuzzer_entry.cpp);
/// with any compiler test_fuzz_regressions runs all of them once over every kept input. A target throws nothing but
/// Broken.
namespace saferscope::fuzz {

/// A promise of the code that did not hold. It ends a fuzzer, and a case of test_fuzz_regressions.
struct Broken : std::logic_error {
    using std::logic_error::logic_error;
};

struct Target {
    std::string name;
    void (*run)(std::string_view input) = nullptr;
    std::vector<std::string> (*seeds)() = nullptr;  ///< sound inputs to start from
};
std::vector<Target>& targets();
struct Registration {
    explicit Registration(Target target);
};

[[noreturn]] void broken(const char* promise, const std::string& detail, const char* file, int line);

/// An input taken apart from its front; what is not there is 0 or empty. Mutations keep meaning that way.
class Input {
public:
    explicit Input(std::string_view bytes) : m_left(bytes) {}
    std::uint8_t byte();
    /// One of `count` choices.
    std::size_t choice(std::size_t count) { return byte() % count; }
    std::string_view upTo(char end);  ///< the end itself is taken and left out
    std::string_view rest();

private:
    std::string_view m_left;
};

/// A file of this process, in memory where the system has /dev/shm: readers that want a path cost no disk. Written over
/// in place when it is there already; the folder goes when the process ends well.
std::filesystem::path scratchFile(const std::string& name, std::string_view bytes);
const std::filesystem::path& scratchFolder();
std::string contentsOf(const std::filesystem::path& path);
/// A file of the checkout ($SAFERSCOPE_SOURCE_DIR), for seeds.
std::string sourceFile(const std::string& path);
/// The bytes that an Input reads as a choice, in front of a seed.
inline std::string chosen(std::size_t choice, const std::string& rest) {
    return std::string(1, static_cast<char>(choice)) + rest;
}

template <class T>
std::string shown(const T& value) {
    if constexpr (requires(std::ostringstream & out) { out << value; }) {
        std::ostringstream out;
        out.precision(17);
        out << value;
        return out.str();
    } else {
        return "(value)";
    }
}

}  // namespace saferscope::fuzz

/// Defines a target: `FUZZ_TARGET(name, seeds) { … input … }`; one in a file.
#define FUZZ_TARGET(name, seeds)                                                                \
    static void fuzzTarget(std::string_view input);                                             \
    static const ::saferscope::fuzz::Registration fuzzRegistration({#name, fuzzTarget, seeds}); \
    static void fuzzTarget(std::string_view input)

#define MUST(promise)                                                     \
    do {                                                                  \
        if (!(promise))                                                   \
            ::saferscope::fuzz::broken(#promise, {}, __FILE__, __LINE__); \
    } while (false)

/// Both are copied: a reference into a temporary would dangle.
#define MUST_EQUAL(a, b)                                                                                        \
    do {                                                                                                        \
        const auto fuzzA = (a);                                                                                 \
        const auto fuzzB = (b);                                                                                 \
        if (!(fuzzA == fuzzB))                                                                                  \
            ::saferscope::fuzz::broken(                                                                         \
                #a " == " #b, ::saferscope::fuzz::shown(fuzzA) + "\n  and " + ::saferscope::fuzz::shown(fuzzB), \
                __FILE__, __LINE__);                                                                            \
    } while (false)

/// A refusal is one clear sentence: not empty, not endless, and text that can be shown.
#define MUST_BE_A_SENTENCE(error) ::saferscope::fuzz::checkSentence((error).message, __FILE__, __LINE__)

namespace saferscope::fuzz {
void checkSentence(const std::string& message, const char* file, int line);
}
