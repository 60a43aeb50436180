// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/last_words.h"

#include "core/base/text_check.h"

#include <algorithm>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace saferscope {

namespace {

constexpr off_t mostBytes = 4096;

// Not through a stream: a log.txt that is a pipe or a link would hold up whoever asks, or lead elsewhere.
std::string endOf(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) {
        return {};
    }
    std::string text;
    struct stat status {};
    if (::fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
        text.resize(mostBytes);
        const ssize_t got = ::pread(fd, text.data(), text.size(), std::max<off_t>(0, status.st_size - mostBytes));
        text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    }
    ::close(fd);
    return text;
}

}  // namespace

// As core/base/lost_pages.cpp writes it: the sentence, and a second line that is indented.
std::string lastWordsOf(const RunPaths& run) {
    constexpr std::string_view prefix = "saferscope: ";
    constexpr std::string_view middle = " changed while it was read: ";
    const std::string text = endOf(run.log());
    const auto found = text.rfind(middle);
    if (found == std::string::npos) {
        return {};
    }
    const auto before = text.rfind('\n', found);
    const auto begin = before == std::string::npos ? 0 : before + 1;
    const auto end = text.find('\n', found);
    // Words of an earlier try, with other lines after them, say nothing of this one.
    const auto next = end == std::string::npos ? end : text.find('\n', end + 1);
    if (text.compare(begin, prefix.size(), prefix) != 0 || (next != std::string::npos && next + 1 < text.size())) {
        return {};
    }
    const auto from = begin + prefix.size();
    return toValidUtf8(text.substr(from, end == std::string::npos ? end : end - from));
}

std::string lossSentence(const RunPaths& run) {
    const std::string words = lastWordsOf(run);
    return "The worker ended without a result: " + (words.empty() ? "it was killed or it crashed." : words);
}

}  // namespace saferscope
