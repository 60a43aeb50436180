// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <sstream>
#include <stdexcept>
#include <string>

/// Tests of the core, written once and run by QtTest where Qt is installed (check_qt.cpp) and by a plain runner where
/// it is not (check_plain.cpp). One line registers a case:
///     TEST(safetensors_refuses_gaps) { CHECK(!open(path)); }
/// A failed check ends its case; the others go on.
namespace saferscope::check {

struct Failure : std::runtime_error {
    Failure(const std::string& text, const char* sourceFile, int sourceLine)
        : std::runtime_error(text), file(sourceFile), line(sourceLine) {}
    const char* file;
    int line;
};
struct Skip : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Registration {
    Registration(const char* name, std::function<void()> body);
};

template <class T>
std::string show(const T& value) {
    if constexpr (requires(std::ostringstream & out) { out << value; }) {
        std::ostringstream out;
        out.precision(17);
        out << value;
        return out.str();
    } else {
        return "(value)";
    }
}

/// Root of the sources (fixtures), and the folder of shared real data beside the checkout, empty when it is absent.
std::filesystem::path sourceFolder();
std::filesystem::path sharedFolder();

/// A fresh folder that is removed at the end of its scope.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

}  // namespace saferscope::check

#define TEST(name)                                                                                    \
    static void test_case_##name();                                                                   \
    static const ::saferscope::check::Registration test_registration_##name(#name, test_case_##name); \
    static void test_case_##name()

#define CHECK(condition)                                                                     \
    do {                                                                                     \
        if (!(condition)) {                                                                  \
            throw ::saferscope::check::Failure("CHECK(" #condition ")", __FILE__, __LINE__); \
        }                                                                                    \
    } while (false)

#define CHECK_EQ(actual, expected)                                                                   \
    do {                                                                                             \
        const auto check_actual = (actual);                                                          \
        const auto check_expected = (expected);                                                      \
        if (!(check_actual == check_expected)) {                                                     \
            throw ::saferscope::check::Failure(                                                      \
                "CHECK_EQ(" #actual ", " #expected "): " + ::saferscope::check::show(check_actual) + \
                    " != " + ::saferscope::check::show(check_expected),                              \
                __FILE__, __LINE__);                                                                 \
        }                                                                                            \
    } while (false)

#define CHECK_NEAR(actual, expected, tolerance)                                                                 \
    do {                                                                                                        \
        const double check_actual = static_cast<double>(actual);                                                \
        const double check_expected = static_cast<double>(expected);                                            \
        if (!(std::abs(check_actual - check_expected) <= (tolerance))) {                                        \
            throw ::saferscope::check::Failure(                                                                 \
                "CHECK_NEAR(" #actual ", " #expected "): " + ::saferscope::check::show(check_actual) + " vs " + \
                    ::saferscope::check::show(check_expected),                                                  \
                __FILE__, __LINE__);                                                                            \
        }                                                                                                       \
    } while (false)

/// For Results: fails with the Error's own sentence.
#define CHECK_OK(result)                                                                                         \
    do {                                                                                                         \
        const auto& check_result = (result);                                                                     \
        if (!check_result) {                                                                                     \
            throw ::saferscope::check::Failure(#result ": " + check_result.error().message, __FILE__, __LINE__); \
        }                                                                                                        \
    } while (false)

#define SKIP(reason) throw ::saferscope::check::Skip(reason)
