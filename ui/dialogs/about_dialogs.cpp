// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/about_dialogs.h"

#include "core/jobs/code_version.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace saferscope {
namespace {

struct AboutText {
    Q_DECLARE_TR_FUNCTIONS(AboutDialogs)
};

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
    QDialog* dialog = makeDialog(AboutText::tr("About Saferscope"), parent);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(5));
    auto* mark = new QLabel(dialog);
    mark->setPixmap(iconPixmap(QStringLiteral("saferscope"), currentTheme().accent, 64, dialog->devicePixelRatioF()));
    row->addWidget(mark, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(spacing(2));
    words->addWidget(new Label(QStringLiteral("Saferscope"), TextRole::Title));
    words->addWidget(new Label(AboutText::tr("Version %1").arg(QString::fromLatin1(codeVersion())), TextRole::Body,
                               TextTone::Muted));
    auto* what = new Label(
        AboutText::tr("Opens the black box of reward models: which sparse-autoencoder features make one prefer "
                      "an answer. After “SAFER: Probing Safety in Reward Models with Sparse Autoencoder” "
                      "(arXiv 2507.00665)."));
    what->setWordWrap(true);
    what->setMinimumWidth(380);
    words->addWidget(what);
    auto* licence = new Label(
        AboutText::tr("Free software under the GNU General Public License, version 3 or later. Built with Qt, "
                      "QCustomPlot, SQLite and libtorch."),
        TextRole::Small, TextTone::Muted);
    licence->setWordWrap(true);
    words->addWidget(licence);
    row->addLayout(words, 1);
    static_cast<QVBoxLayout*>(dialog->layout())->addLayout(row);
    addClose(dialog);
    dialog->open();
}

}  // namespace saferscope
