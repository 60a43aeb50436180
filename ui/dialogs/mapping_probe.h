// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/pair_mapping.h"
#include "core/data/pair_reader.h"

#include <QObject>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace saferscope {

class BackgroundTask;

/// What is asked of a file that may be imported.
struct ImportQuestion {
    std::filesystem::path file;
    PairReaderOptions options;           ///< the layout chosen, and what belongs to it
    bool map = false;                    ///< columns are mapped by hand: `mapping`, or a guess where it is not set
    std::optional<PairMapping> mapping;  ///< as it stands in the fields
};

/// What its first records are.
struct ImportLook {
    std::optional<Error> error;  ///< nothing can be shown
    bool unknownLayout = false;  ///< none of ours: its columns have to be mapped
    PairLayout layout = PairLayout::Auto;
    PairCounts counts;                  ///< of the records looked at
    std::vector<PreferencePair> pairs;  ///< as they would be imported, long texts cut
    std::vector<PairIssue> issues;
    std::vector<std::string> notes;
    std::optional<FilePreview> columns;  ///< when they are to be mapped and were not known yet
    std::optional<PairMapping> mapping;  ///< that `pairs` were read with
    std::optional<Error> mappingError;   ///< why these columns give no pairs
};

/// Reads the beginning of the file. Blocks on the disk; `stop` is looked at between records.
ImportLook lookAtFile(const ImportQuestion& question, const std::stop_token& stop);

/// prompt, chosen and rejected are all named.
bool isComplete(const PairMapping& mapping);

/// Looks at files on threads of their own, so that a slow disk never holds the window up: a question that comes while
/// one is out makes the answer of that one worthless, and the object can go at any time; a thread that still waits for
/// its disk ends by itself. GUI thread.
class MappingProbe : public QObject {
    Q_OBJECT

public:
    explicit MappingProbe(QObject* parent = nullptr);
    ~MappingProbe() override;
    void ask(ImportQuestion question);
    void forget();
    bool running() const { return m_task != nullptr; }

Q_SIGNALS:
    void answered(const saferscope::ImportLook& look);

private:
    BackgroundTask* m_task = nullptr;
};

}  // namespace saferscope
