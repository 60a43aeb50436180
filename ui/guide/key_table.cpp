// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/key_table.h"

#include "ui/guide/fuzzy_match.h"
#include "ui/theme/theme.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/labels.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QKeySequence>
#include <QLineEdit>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QTextDocument>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace saferscope {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(saferscope::KeyTable)
};

/// "Ctrl+C" as the system and the language write it; several are separated by blanks in the argument.
QString native(const char* keys) {
    QStringList texts;
    for (const QString& one : QString::fromLatin1(keys).split(u' ')) {
        texts.append(QKeySequence(one).toString(QKeySequence::NativeText));
    }
    return texts.join(QStringLiteral(", "));
}

}  // namespace

std::vector<KeyGroup> viewKeys() {
    return {
        {Words::tr("Heat maps"),
         {{native("Left Right"), Words::tr("Previous, next token")},
          {native("Up Down"), Words::tr("A line up, down")},
          {native("Home End"), Words::tr("First, last token")},
          {native("N F3"), Words::tr("Next token that fires")},
          {native("P Shift+F3"), Words::tr("Previous token that fires")},
          {native("Return"), Words::tr("As a click on the token")},
          {native("Ctrl+C"), Words::tr("Copy the token; after Ctrl+A the whole text")}}},
        {Words::tr("Annotate: rating a feature"),
         {{native("1") + QStringLiteral(" \u2013 ") + native("5"), Words::tr("Rate and go on")},
          {native("Return"), Words::tr("Confirm the judge's rating and go on")},
          {native("U Ctrl+Z Backspace"), Words::tr("Take back the newest rating")},
          {native("S Space"), Words::tr("Skip")},
          {native("F"), Words::tr("Flag for another look")},
          {native("C"), Words::tr("Comment")},
          {native("L"), Words::tr("Name the feature")},
          {native("B"), Words::tr("Blind mode on or off")},
          {native("Left Right"), Words::tr("Previous, next card")},
          {native("J K"), Words::tr("Next, previous context")},
          {native("?"), Words::tr("All keys of the page")}}},
        {Words::tr("Charts"),
         {{Words::tr("Ctrl+wheel, drag"), Words::tr("Zoom, move")},
          {Words::tr("Double click"), Words::tr("Show everything again")}}},
        {Words::tr("Presentation"),
         {{native("Right PgDown"), Words::tr("Next step")},
          {native("Left PgUp"), Words::tr("Step before")},
          {native("F6"), Words::tr("Show or cover the texts of the data")},
          {native("Esc"), Words::tr("End the presentation")}}},
    };
}

QString keyTableHtml(const std::vector<KeyGroup>& groups) {
    QString html = QStringLiteral("<h1>%1</h1>").arg(Words::tr("Saferscope: keyboard shortcuts").toHtmlEscaped());
    for (const KeyGroup& group : groups) {
        html += QStringLiteral("<h3>%1</h3><table width=\"100%\" cellspacing=\"0\" cellpadding=\"2\">")
                    .arg(group.title.toHtmlEscaped());
        for (const KeyLine& line : group.lines) {
            html += QStringLiteral("<tr><td width=\"35%\"><b>%1</b></td><td>%2</td></tr>")
                        .arg(line.keys.toHtmlEscaped(), line.meaning.toHtmlEscaped());
        }
        html += QStringLiteral("</table>");
    }
    return html;
}

KeyTableDialog::KeyTableDialog(std::vector<KeyGroup> groups, QWidget* parent)
    : QDialog(parent), m_groups(std::move(groups)) {
    offerHelp(this, QStringLiteral("keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(spacing(5), spacing(5), spacing(5), spacing(5));
    column->setSpacing(spacing(3));
    m_field = new QLineEdit(this);
    m_field->setPlaceholderText(tr("Search keys and what they do"));
    m_field->setAccessibleName(tr("Search keys and what they do"));
    m_field->setClearButtonEnabled(true);
    column->addWidget(m_field);
    m_table = new QTreeWidget(this);
    m_table->setColumnCount(2);
    m_table->setHeaderLabels({tr("What it does"), tr("Keys")});
    m_table->setRootIsDecorated(false);
    m_table->setIndentation(spacing(3));
    m_table->setUniformRowHeights(true);
    m_table->setItemsExpandable(false);
    m_table->setAccessibleName(tr("Keys by place"));
    m_table->header()->setSectionsMovable(false);
    column->addWidget(m_table, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* print = buttons->addButton(tr("&Print…"), QDialogButtonBox::ActionRole);
    print->setAutoDefault(false);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(print, &QPushButton::clicked, this, &KeyTableDialog::print);
    connect(m_field, &QLineEdit::textChanged, this, &KeyTableDialog::fill);
    fill();
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(0, 58 * unit);
    resize(std::min(100 * unit, 1000), 620);
    m_field->setFocus();
}

void KeyTableDialog::fill() {
    const FuzzyQuery query(m_field->text());
    m_table->clear();
    for (const KeyGroup& group : m_groups) {
        auto* heading = new QTreeWidgetItem({group.title, QString()});
        heading->setFirstColumnSpanned(true);
        heading->setFont(0, strongFont());
        for (const KeyLine& line : group.lines) {
            if (query.empty() ||
                query.score(line.meaning + QLatin1Char(' ') + line.keys + QLatin1Char(' ') + group.title)) {
                heading->addChild(new QTreeWidgetItem({line.meaning, line.keys}));
            }
        }
        if (heading->childCount() > 0) {
            m_table->addTopLevelItem(heading);
            heading->setFirstColumnSpanned(true);
        } else {
            delete heading;
        }
    }
    m_table->expandAll();
    if (m_table->topLevelItemCount() > 0) {
        m_table->setCurrentItem(m_table->topLevelItem(0)->child(0));
    }
}

bool KeyTableDialog::writePdf(const QString& path) const {
    {
        QPdfWriter writer(path);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setTitle(windowTitle());
        QTextDocument document;
        document.setHtml(keyTableHtml(m_groups));
        document.print(&writer);
    }
    return QFileInfo(path).size() > 0;
}

void KeyTableDialog::print() {
    auto* dialog = new QPrintDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Print keyboard shortcuts"));
    connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), this, [this](QPrinter* printer) {
        QTextDocument document;
        document.setHtml(keyTableHtml(m_groups));
        document.print(printer);
    });
    dialog->open();
}

}  // namespace saferscope
