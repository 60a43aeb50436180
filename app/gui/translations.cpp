// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/translations.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace saferscope {

void installTranslations(QApplication& application) {
    const QString inside = QStringLiteral(":/translations");
    const QString installed =
        QCoreApplication::applicationDirPath() + QStringLiteral("/../share/saferscope/translations");
    const QString ofQt = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    const struct {
        QString name;
        QStringList folders;
    } sources[] = {{QStringLiteral("saferscope"), {inside, installed}}, {QStringLiteral("qtbase"), {ofQt}}};
    for (const auto& source : sources) {
        for (const QString& folder : source.folders) {
            auto* translator = new QTranslator(&application);
            if (translator->load(QLocale(), source.name, QStringLiteral("_"), folder)) {
                QCoreApplication::installTranslator(translator);
                break;
            }
            delete translator;
        }
    }
}

}  // namespace saferscope
