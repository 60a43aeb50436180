// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/memory_advice.h"
#include "core/jobs/sudden_end.h"
#include "tests/support/bounded_process.h"
#include "tests/support/check.h"
#include "tests/support/sanitizers.h"

#include <thread>

using namespace saferscope;
using namespace saferscope::check;

namespace {

struct Heard {
    int exitCode = 0;
    ErrorCode code = ErrorCode::Failed;
    std::string message;
    std::string hint;
};

Heard end(const std::string& how) {
    BoundedCall call;
    call.arguments = {besideThisTest("ending_program").string(), how};
    call.addressSpaceBytes = memoryIsOurs ? std::uint64_t{512} << 20 : 0;
    const auto said = runBounded(call);
    const auto first = said.out.find('|');
    const auto second = said.out.find('|', first + 1);
    CHECK(first != std::string::npos && second != std::string::npos);
    return {said.exitCode, static_cast<ErrorCode>(std::stoi(said.out)), said.out.substr(first + 1, second - first - 1),
            said.out.substr(second + 1)};
}

}  // namespace

TEST(a_library_that_ends_the_program_is_heard) {
    const auto heard = end("plain");
    CHECK_EQ(heard.exitCode, 40);
    CHECK(heard.code == ErrorCode::Failed);
    CHECK_EQ(heard.message, "A library ended the program in the middle of the work.");
    CHECK(heard.hint.find("Half") == std::string::npos);  // memory had nothing to do with it
}

TEST(an_end_without_memory_is_named_so_and_the_work_says_what_to_change) {
    if (!memoryIsOurs) {
        SKIP("A sanitizer takes an address space of terabytes for itself.");
    }
    for (const auto& [how, hint] :
         {std::pair{"little-memory", "Half will do."}, std::pair{"little-memory-later", "Use less."}}) {
        const auto heard = end(how);
        CHECK_EQ(heard.exitCode, 40);
        CHECK(heard.code == ErrorCode::OutOfMemory);
        CHECK_EQ(heard.message, "Memory ran out.");
        CHECK_EQ(heard.hint, hint);
    }
}

// Nothing is left for a sentence about it.
TEST(an_end_without_any_memory_is_named_so) {
    if (!memoryIsOurs) {
        SKIP("A sanitizer takes an address space of terabytes for itself.");
    }
    const auto heard = end("without-memory");
    CHECK_EQ(heard.exitCode, 40);
    CHECK(heard.code == ErrorCode::OutOfMemory);
    CHECK_EQ(heard.message, "Memory ran out.");
}

TEST(the_advice_of_the_scope_that_began_last_counts) {
    CHECK_EQ(MemoryAdvice::current(), "");
    {
        const MemoryAdvice outer("outer");
        CHECK_EQ(MemoryAdvice::current(), "outer");
        std::optional<MemoryAdvice> inner(std::in_place, "inner");
        CHECK_EQ(MemoryAdvice::current(), "inner");
        std::thread([&inner] {
            const MemoryAdvice third("third");
            CHECK_EQ(MemoryAdvice::current(), "third");
            inner.reset();  // not the newest
            CHECK_EQ(MemoryAdvice::current(), "third");
        }).join();
        CHECK_EQ(MemoryAdvice::current(), "outer");
    }
    CHECK_EQ(MemoryAdvice::current(), "");
}
