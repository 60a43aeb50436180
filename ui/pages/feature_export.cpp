// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_export.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

namespace saferscope {

namespace {

class ExportText {
    Q_DECLARE_TR_FUNCTIONS(TableExport)
};

}  // namespace

QString askForTableFile(QWidget* parent, const QString& title, const QString& baseName) {
    const QString csv = ExportText::tr("CSV (*.csv)");
    const QString tabs = ExportText::tr("Tab-separated text (*.tsv)");
    const QString json = ExportText::tr("JSON (*.json)");
    QFileDialog dialog(parent, title);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters({csv, tabs, json});
    dialog.setDefaultSuffix(QStringLiteral("csv"));
    dialog.selectFile(baseName + QStringLiteral(".csv"));
    // The name follows the format, so that the question about an existing file is about the file that is written.
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, [&](const QString& filter) {
        const QString ending = filter == json   ? QStringLiteral("json")
                               : filter == tabs ? QStringLiteral("tsv")
                                                : QStringLiteral("csv");
        dialog.setDefaultSuffix(ending);
        const QStringList files = dialog.selectedFiles();
        const QString base = files.isEmpty() ? baseName : QFileInfo(files.front()).completeBaseName();
        dialog.selectFile(base + QLatin1Char('.') + ending);
    });
    return dialog.exec() == QDialog::Accepted && !dialog.selectedFiles().isEmpty() ? dialog.selectedFiles().front()
                                                                                   : QString();
}

}  // namespace saferscope
