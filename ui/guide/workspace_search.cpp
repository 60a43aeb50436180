// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/workspace_search.h"

#include "core/workspace/sweep_runs.h"
#include "ui/widgets/labels.h"

#include <QMetaObject>
#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace saferscope {
namespace {

constexpr std::size_t excerptBefore = 40;
constexpr std::size_t excerptAfter = 90;
constexpr auto batchPause = std::chrono::milliseconds(60);

constexpr std::array<unsigned char, 256> makeFold() {
    std::array<unsigned char, 256> fold{};
    for (std::size_t i = 0; i < fold.size(); ++i) {
        fold[i] = static_cast<unsigned char>(i >= 'A' && i <= 'Z' ? i + 32 : i);
    }
    return fold;
}
constexpr std::array<unsigned char, 256> fold = makeFold();

unsigned char folded(char c) { return fold[static_cast<unsigned char>(c)]; }

/// Whole characters around the place, with dots where something was left out.
QString excerptOf(std::string_view text, std::size_t at, std::size_t length) {
    const auto inside = [&](std::size_t i) { return i < text.size() && (text[i] & 0xC0) == 0x80; };
    std::size_t from = at > excerptBefore ? at - excerptBefore : 0;
    std::size_t to = std::min(text.size(), at + length + excerptAfter);
    while (inside(from)) {
        ++from;
    }
    while (inside(to)) {
        ++to;
    }
    const QString middle = cellText(QString::fromUtf8(text.data() + from, static_cast<qsizetype>(to - from)));
    const QString dots(QChar(0x2026));
    return (from > 0 ? dots : QString()) + middle.trimmed() + (to < text.size() ? dots : QString());
}

}  // namespace

std::size_t findFolded(std::string_view text, std::string_view needle) {
    if (needle.empty() || needle.size() > text.size()) {
        return needle.empty() ? 0 : std::string_view::npos;
    }
    // Horspool: most places are passed over by the needle's length.
    std::array<std::size_t, 256> skip;
    skip.fill(needle.size());
    for (std::size_t i = 0; i + 1 < needle.size(); ++i) {
        skip[folded(needle[i])] = needle.size() - 1 - i;
    }
    const std::size_t last = needle.size() - 1;
    for (std::size_t at = 0; at + needle.size() <= text.size(); at += skip[folded(text[at + last])]) {
        std::size_t i = last;
        while (folded(text[at + i]) == folded(needle[i])) {
            if (i-- == 0) {
                return at;
            }
        }
    }
    return std::string_view::npos;
}

WorkspaceSearch::WorkspaceSearch(QObject* parent) : QObject(parent) {
    connect(&m_task, &BackgroundTask::succeeded, this, &WorkspaceSearch::ended);
    connect(&m_task, &BackgroundTask::failed, this, &WorkspaceSearch::ended);
}

void WorkspaceSearch::setSource(std::shared_ptr<const FeatureIndex> index, std::vector<FeatureWords> words,
                                const std::filesystem::path& workspace) {
    m_index = std::move(index);
    m_sweeps = workspace.empty() ? nullptr : std::make_shared<Sweeps>(Sweeps{workspace});
    m_words = std::make_shared<const std::vector<FeatureWords>>(std::move(words));
}

void WorkspaceSearch::search(const QString& typed) {
    m_typed = typed.simplified().left(200);
    m_again = true;
    if (m_task.running()) {
        m_task.cancel();
    } else {
        start();
    }
}

void WorkspaceSearch::cancel() { search({}); }

void WorkspaceSearch::start() {
    m_again = false;
    m_asked = m_typed;
    if (m_typed.size() < 2 || (m_index == nullptr && m_sweeps == nullptr)) {
        Q_EMIT finished(m_typed);
        return;
    }
    // The index and the words are shared and never changed; the members may be set anew meanwhile.
    m_task.start([this, source = Source{m_index, m_sweeps, m_words, m_typed, m_texts}](
                     std::stop_token stop, const ProgressCallback&) { return look(source, stop); });
}

void WorkspaceSearch::ended() {
    if (m_again) {
        start();
    } else {
        Q_EMIT finished(m_asked);
    }
}

/// On the thread.
Status WorkspaceSearch::look(const Source& source, const std::stop_token& stop) {
    const auto& [index, sweeps, words, typed, texts] = source;
    std::string needle = typed.toStdString();
    std::transform(needle.begin(), needle.end(), needle.begin(), [](char c) { return static_cast<char>(folded(c)); });
    std::vector<SearchHit> batch;
    auto sent = std::chrono::steady_clock::now();
    const auto send = [&] {
        sent = std::chrono::steady_clock::now();
        if (!batch.empty()) {
            QMetaObject::invokeMethod(
                this,
                [this, typed = source.typed, hits = std::exchange(batch, {})] {
                    if (typed == m_typed) {  // else somebody has typed on
                        Q_EMIT found(typed, hits);
                    }
                },
                Qt::QueuedConnection);
        }
    };
    std::size_t features = 0;
    for (const FeatureWords& one : *words) {
        if (stop.stop_requested() || features == mostHits) {
            break;
        }
        if (const std::size_t at = findFolded(one.text, needle); at != std::string::npos) {
            const bool inLabel = findFolded(one.label, needle) != std::string::npos;
            batch.push_back({SearchHit::What::Feature, one.feature.value(), QString::fromStdString(one.label),
                             inLabel ? QString() : excerptOf(one.text, at, needle.size())});
            ++features;
        }
    }
    if (sweeps != nullptr && !sweeps->read) {
        sweeps->read = true;
        for (const Sweep& sweep : readSweeps(sweeps->workspace)) {
            sweeps->names.emplace_back(sweep.spec.id, sweep.spec.title.empty() ? sweep.spec.id : sweep.spec.title);
        }
    }
    std::size_t found = 0;
    for (std::size_t i = 0; sweeps != nullptr && i < sweeps->names.size() && found < mostHits; ++i) {
        const auto& [id, title] = sweeps->names[i];
        if (findFolded(title, needle) != std::string::npos || findFolded(id, needle) != std::string::npos) {
            batch.push_back({SearchHit::What::Sweep, 0, QString::fromStdString(title), {}, QString::fromStdString(id)});
            ++found;
        }
    }
    send();
    const std::uint32_t pairs = index != nullptr ? index->pairCount() : 0;
    std::size_t ids = 0;
    for (std::uint32_t i = 0; i < pairs && ids < mostHits && !stop.stop_requested(); ++i) {
        const PairRecord pair = index->pair(PairIndex(i));
        if (findFolded(pair.id, needle) != std::string::npos) {
            batch.push_back({SearchHit::What::Pair, i, QString::fromStdString(pair.id), {}});
            ++ids;
        }
    }
    send();
    std::size_t inTexts = 0;
    for (std::uint32_t i = 0; texts && i < pairs && inTexts < mostHits && !stop.stop_requested(); ++i) {
        for (const Segment segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
            const std::string_view text = index->segmentText(PairIndex(i), segment);
            if (const std::size_t at = findFolded(text, needle); at != std::string_view::npos) {
                batch.push_back({SearchHit::What::Pair, i, QString::fromStdString(index->pair(PairIndex(i)).id),
                                 excerptOf(text, at, needle.size())});
                ++inTexts;
                break;
            }
        }
        if (!batch.empty() && std::chrono::steady_clock::now() - sent > batchPause) {
            send();
        }
    }
    send();
    if (stop.stop_requested()) {
        return fail(ErrorCode::Interrupted, "The search was given up for a newer one.");
    }
    return {};
}

}  // namespace saferscope
