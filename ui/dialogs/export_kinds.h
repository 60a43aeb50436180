// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace saferscope {

class Workspace;

/// One way something can be written: what `safer export` is told, and what it makes.
struct ExportForm {
    QString title;      ///< "CSV"
    QString option;     ///< "--layout=csv"; empty where the file's ending says it
    QString extension;  ///< ".csv"; empty = a folder
};

/// What an export is about, where a workspace has several: a data set, a model, a run.
struct ExportSource {
    QString title;
    QString value;
};

/// A kind of export as the dialog offers it.
struct ExportKind {
    QString name;  ///< as `safer export` calls it
    QString title;
    QString purpose;  ///< one line what it is for
    QString baseName;
    std::vector<ExportForm> forms;  ///< never empty
    QString sourceName;             ///< "Data set"; empty where there is nothing to choose
    QString sourceOption;           ///< "--dataset"
    std::vector<ExportSource> sources;
    QString missing;  ///< why it cannot be had from this workspace; empty when it can
};

/// All kinds, with what this workspace has for each. Reads the workspace's lists (a few ms).
std::vector<ExportKind> exportKinds(const Workspace& workspace);

}  // namespace saferscope
