// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/log_dialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/help_request.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QFileInfo>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QVBoxLayout>

namespace saferscope {
namespace {

constexpr qint64 shownBytes = 256 << 10;
constexpr qsizetype longestLine = 2000;  // QPlainTextEdit lays out one very long line for seconds

}  // namespace

LogDialog::LogDialog(const QString& title, std::filesystem::path file, QWidget* parent)
    : QDialog(parent), m_file(std::move(file)) {
    offerHelp(this, QStringLiteral("overview"));
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(760, 480);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing(5), spacing(5), spacing(5), spacing(5));
    layout->setSpacing(spacing(4));
    m_text = new QPlainTextEdit(this);
    m_text->setReadOnly(true);
    m_text->setFont(monoFont());
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setAccessibleName(tr("Log"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    layout->addWidget(m_text);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_timer, &QTimer::timeout, this, &LogDialog::reload);
    m_timer.start(1000);
    reload();
}

void LogDialog::reload() {
    QFile file(QString::fromStdString(m_file.string()));
    // A FIFO in its place would let open() wait for ever.
    if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly)) {
        m_text->setPlainText(tr("There is no log yet."));
        return;
    }
    if (file.size() == m_size) {
        return;
    }
    m_size = file.size();
    file.seek(std::max<qint64>(0, m_size - shownBytes));
    QStringList lines = QString::fromUtf8(file.read(shownBytes)).split(QLatin1Char('\n'));
    for (QString& line : lines) {
        line.truncate(longestLine);
    }
    const QScrollBar* bar = m_text->verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum() - 2;
    const int before = bar->value();
    m_text->setPlainText(lines.join(QLatin1Char('\n')));
    m_text->verticalScrollBar()->setValue(atEnd ? m_text->verticalScrollBar()->maximum() : before);
}

}  // namespace saferscope
