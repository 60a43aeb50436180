// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_pages.h"

#include "ui/help/formats_page.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QTextDocument>
#include <algorithm>

/// A static library's resources are registered on request. Outside the namespace, as Q_INIT_RESOURCE demands.
static void registerHelp() { Q_INIT_RESOURCE(help); }

namespace saferscope {
namespace {

class HelpText {
    Q_DECLARE_TR_FUNCTIONS(HelpPages)
};

QString fileText(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Where things of the window's language may lie: "de_DE", "de".
QStringList languageFolders() {
    const QString language = QLocale().name();
    return {language, language.section(QLatin1Char('_'), 0, 0)};
}

}  // namespace

std::vector<HelpPage> helpPages() {
    return {{QStringLiteral("contents"), HelpText::tr("Saferscope help")},
            {QStringLiteral("start"), HelpText::tr("First steps")},
            {QStringLiteral("overview"), HelpText::tr("The Overview page")},
            {QStringLiteral("features"), HelpText::tr("The Features page")},
            {QStringLiteral("pairs"), HelpText::tr("The Pairs page")},
            {QStringLiteral("annotate"), HelpText::tr("The Annotate page")},
            {QStringLiteral("experiments"), HelpText::tr("The Experiments page")},
            {QStringLiteral("causal"), HelpText::tr("The Causal lab")},
            {QStringLiteral("playground"), HelpText::tr("The Playground")},
            {QStringLiteral("numbers"), HelpText::tr("How the numbers are computed")},
            {QStringLiteral("own"), HelpText::tr("Bringing in your own model, SAE and data")},
            {QStringLiteral("mapping"), HelpText::tr("Mapping columns")},
            {QStringLiteral("exports"), HelpText::tr("Exports")},
            {QStringLiteral("workspace"), HelpText::tr("Workspaces, backups and damage")},
            {QStringLiteral("keys"), HelpText::tr("Keyboard")},
            {QStringLiteral("privacy"), HelpText::tr("Privacy and keys of servers")},
            {QStringLiteral("faq"), HelpText::tr("Questions and troubles")},
            {QStringLiteral("glossary"), HelpText::tr("Glossary")},
            {QStringLiteral("formats"), HelpText::tr("Files Saferscope reads and writes")}};
}

QString helpPageHtml(const QString& name) {
    const auto pages = helpPages();
    if (std::none_of(pages.begin(), pages.end(), [&](const HelpPage& page) { return page.name == name; })) {
        return {};
    }
    if (name == QLatin1String("formats")) {
        return formatsPageHtml();
    }
    registerHelp();
    for (const QString& folder : languageFolders() + QStringList(QStringLiteral("en"))) {
        QString text = fileText(QStringLiteral(":/help/%1/%2.html").arg(folder, name));
        if (!text.isEmpty()) {
            return text;
        }
    }
    return {};
}

QImage helpPicture(const QString& path, bool dark) {
    static const QRegularExpression known(QStringLiteral("^pictures/[a-z-]{1,40}\\z"));
    if (!known.match(path).hasMatch()) {
        return {};
    }
    registerHelp();
    const QString file = path.section(QLatin1Char('/'), 1) + QLatin1String(dark ? "-dark.png" : "-light.png");
    for (const QString& folder : languageFolders()) {
        QImage picture(QStringLiteral(":/help/pictures/%1/%2").arg(folder, file));
        if (!picture.isNull()) {
            return picture;
        }
    }
    return QImage(QStringLiteral(":/help/pictures/") + file);
}

QString helpPageText(const QString& name) {
    QTextDocument document;
    document.setHtml(helpPageHtml(name));
    return document.toPlainText();
}

}  // namespace saferscope
