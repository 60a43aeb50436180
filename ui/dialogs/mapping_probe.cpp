// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/mapping_probe.h"

#include "ui/bridge/background_task.h"

#include <utility>

namespace saferscope {
namespace {

constexpr std::uint64_t mostRecords = 50;
constexpr std::size_t mostPairs = 30;
constexpr std::size_t mostIssues = 200;
constexpr std::size_t longestText = 6000;  // bytes; nobody reads more of it in a preview

/// Cut on a character boundary, with a word how much is left.
void cut(std::string& text) {
    if (text.size() <= longestText) {
        return;
    }
    std::size_t end = longestText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
        --end;
    }
    const std::size_t left = text.size() - end;
    text.resize(end);
    text += "\xE2\x80\xA6 [+" + std::to_string(left) + "]";
}

void shorten(PreferencePair& pair) {
    cut(pair.chosen);
    cut(pair.rejected);
    pair.meta.clear();
    for (Message& message : pair.prompt) {
        cut(message.content);
    }
}

std::optional<Error> readPairs(const std::filesystem::path& file, const PairReaderOptions& options,
                               const std::stop_token& stop, ImportLook& look) {
    auto reader = PairReader::open(file, options);
    if (!reader) {
        return reader.error();
    }
    while (reader->records() < mostRecords && !stop.stop_requested()) {
        auto pair = reader->next();
        if (!pair) {
            return pair.error();
        }
        if (!pair->has_value()) {
            break;
        }
        if (look.pairs.size() < mostPairs) {
            shorten(**pair);
            look.pairs.push_back(std::move(**pair));
        }
    }
    look.layout = reader->layout();
    look.counts = reader->counts();
    look.notes = reader->notes();
    look.issues = reader->issues();
    look.issues.resize(std::min(look.issues.size(), mostIssues));
    return std::nullopt;
}

}  // namespace

bool isComplete(const PairMapping& mapping) {
    return !mapping.prompt.empty() && !mapping.chosen.empty() && !mapping.rejected.empty();
}

ImportLook lookAtFile(const ImportQuestion& question, const std::stop_token& stop) {
    ImportLook look;
    if (!question.map) {
        look.error = readPairs(question.file, question.options, stop, look);
        if (!look.error || question.options.layout != PairLayout::Auto) {
            return look;
        }
    }
    look.mapping = question.mapping;
    if (!question.mapping) {
        auto columns = previewFile(question.file, static_cast<std::size_t>(mostRecords));
        if (!columns || columns->columns.empty()) {
            if (!look.error) {
                look.error = columns ? Error{ErrorCode::InvalidInput, "The file has no records.", {}} : columns.error();
            }
            return look;
        }
        look.unknownLayout = look.error.has_value();
        look.error.reset();
        look.mapping = columns->guess;
        look.columns = std::move(*columns);
    }
    look.layout = PairLayout::Mapped;
    if (isComplete(*look.mapping)) {
        PairReaderOptions options = question.options;
        options.layout = PairLayout::Mapped;
        options.mapping = look.mapping;
        look.mappingError = readPairs(question.file, options, stop, look);
        look.layout = PairLayout::Mapped;
    }
    return look;
}

MappingProbe::MappingProbe(QObject* parent) : QObject(parent) {}

MappingProbe::~MappingProbe() { forget(); }

void MappingProbe::forget() {
    if (BackgroundTask* const old = std::exchange(m_task, nullptr)) {
        // Not deleted here: that would wait for the disk.
        old->disconnect(this);
        connect(old, &BackgroundTask::succeeded, old, &QObject::deleteLater);
        old->cancel();
    }
}

void MappingProbe::ask(ImportQuestion question) {
    forget();
    const auto look = std::make_shared<ImportLook>();
    m_task = new BackgroundTask;
    connect(m_task, &BackgroundTask::succeeded, this, [this, look] {
        std::exchange(m_task, nullptr)->deleteLater();
        Q_EMIT answered(*look);
    });
    m_task->start(
        [question = std::move(question), look](const std::stop_token& stop, const ProgressCallback&) -> Status {
            try {
                *look = lookAtFile(question, stop);
            } catch (const std::exception& exception) {
                look->error = Error{ErrorCode::Failed, std::string("The file cannot be read: ") + exception.what(), {}};
            }
            return {};
        });
}

}  // namespace saferscope
