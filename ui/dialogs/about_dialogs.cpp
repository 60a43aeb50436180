// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/about_dialogs.h"

#include "core/jobs/code_version.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <utility>
#include <vector>

namespace saferscope {
namespace {

QString text(const char* source) { return QCoreApplication::translate("AboutDialogs", source); }

QDialog* makeDialog(const QString& title, QWidget* parent) {
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(spacing(5), spacing(5), spacing(5), spacing(5));
    layout->setSpacing(spacing(4));
    return dialog;
}

void addClose(QDialog* dialog) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    dialog->layout()->addWidget(buttons);
}

}  // namespace

void showAbout(QWidget* parent) {
    QDialog* dialog = makeDialog(text("About Saferscope"), parent);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(5));
    auto* mark = new QLabel(dialog);
    mark->setPixmap(iconPixmap(QStringLiteral("saferscope"), currentTheme().accent, 64, dialog->devicePixelRatioF()));
    row->addWidget(mark, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(spacing(2));
    words->addWidget(new Label(QStringLiteral("Saferscope"), TextRole::Title));
    words->addWidget(
        new Label(text("Version %1").arg(QString::fromLatin1(codeVersion())), TextRole::Body, TextTone::Muted));
    auto* what =
        new Label(text("Opens the black box of reward models: which sparse-autoencoder features make one prefer "
                       "an answer. After “SAFER: Probing Safety in Reward Models with Sparse Autoencoder” "
                       "(arXiv 2507.00665)."));
    what->setWordWrap(true);
    what->setMinimumWidth(380);
    words->addWidget(what);
    auto* licence =
        new Label(text("Free software under the GNU General Public License, version 3 or later. Built with Qt, "
                       "QCustomPlot, SQLite and libtorch."),
                  TextRole::Small, TextTone::Muted);
    licence->setWordWrap(true);
    words->addWidget(licence);
    row->addLayout(words, 1);
    static_cast<QVBoxLayout*>(dialog->layout())->addLayout(row);
    addClose(dialog);
    dialog->open();
}

void showShortcuts(QWidget* parent) {
    const std::vector<std::pair<QString, std::vector<std::pair<QString, QString>>>> groups = {
        {text("Everywhere"),
         {{QStringLiteral("Ctrl+1 … Ctrl+4"), text("Overview, Features, Pairs, Annotate")},
          {QStringLiteral("Ctrl+5 … Ctrl+7"), text("Experiments, Causal lab, Playground")},
          {QStringLiteral("Ctrl+N, Ctrl+O"), text("New workspace, open workspace")},
          {QStringLiteral("Ctrl+I, Ctrl+Shift+E"), text("Import pairs, export")},
          {QStringLiteral("Ctrl++, Ctrl+-, Ctrl+0"), text("Text larger, smaller, normal")},
          {QStringLiteral("F11"), text("Full screen")},
          {QStringLiteral("F1, Ctrl+/"), text("Help, this list")}}},
        {text("Features and Pairs"),
         {{QStringLiteral("J, K"), text("Next, previous row")},
          {QStringLiteral("Ctrl+F"), text("Filter")},
          {QStringLiteral("Ctrl+C"), text("Copy the selected rows")},
          {QStringLiteral("Ctrl+E"), text("Save the table (CSV, TSV, JSON)")},
          {QStringLiteral("[, ]"), text("Previous, next difference of a pair")},
          {QStringLiteral("Ctrl+T"), text("Try the pair in the Playground")}}},
        {text("Causal lab"),
         {{QStringLiteral("Alt+1 … Alt+4"), text("One pair, a data set, steering, kept results")},
          {text("Alt+Left, Alt+Right"), text("Previous, next pair")},
          {QStringLiteral("Ctrl+Z, Ctrl+Shift+Z"), text("Take back a change, do it again")}}},
        {text("Annotate"),
         {{QStringLiteral("1 … 5"), text("Rate and go on")},
          {text("Enter"), text("Confirm the judge's rating and go on")},
          {text("U, Ctrl+Z, Backspace"), text("Take back the newest rating")},
          {text("S, Space; F; C; L"), text("Skip; flag; comment; label")},
          {text("Left, Right"), text("Previous, next card")},
          {QStringLiteral("?"), text("All keys of the page")}}},
        {text("Playground"),
         {{QStringLiteral("Ctrl+L, Ctrl+R"), text("Load the selected pair, a random pair")},
          {QStringLiteral("Ctrl+Shift+X"), text("Swap the answers")},
          {QStringLiteral("Ctrl+B"), text("Bring back the texts from before")},
          {QStringLiteral("Ctrl+P"), text("Pin texts and rewards to compare with")},
          {QStringLiteral("Ctrl+S"), text("Save the pair to the list")},
          {QStringLiteral("Ctrl+Shift+C"), text("Copy texts and rewards")}}},
        {text("Charts"),
         {{text("Ctrl+wheel, drag"), text("Zoom, move")}, {text("Double click"), text("Show everything again")}}},
    };
    QDialog* dialog = makeDialog(text("Keyboard shortcuts"), parent);
    // Side by side, or the list would be higher than a small screen.
    auto* columns = new QHBoxLayout;
    columns->setSpacing(spacing(6));
    const std::size_t half = 3;
    std::size_t number = 0;
    int row = 0;
    QGridLayout* grid = nullptr;
    for (const auto& [title, entries] : groups) {
        if (number == 0 || number == half) {
            auto* column = new QVBoxLayout;
            grid = new QGridLayout;
            grid->setHorizontalSpacing(spacing(6));
            grid->setVerticalSpacing(spacing(1));
            column->addLayout(grid);
            column->addStretch(1);
            columns->addLayout(column);
            row = 0;
        }
        ++number;
        if (row > 0) {
            grid->setRowMinimumHeight(row++, spacing(3));
        }
        grid->addWidget(new Label(title, TextRole::Strong), row++, 0, 1, 2);
        for (const auto& [keys, meaning] : entries) {
            grid->addWidget(new Label(keys, TextRole::Mono, TextTone::Muted), row, 0);
            grid->addWidget(new Label(meaning), row++, 1);
        }
    }
    static_cast<QVBoxLayout*>(dialog->layout())->addLayout(columns);
    addClose(dialog);
    dialog->open();
}

}  // namespace saferscope
