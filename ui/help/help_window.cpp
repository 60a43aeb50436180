// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_window.h"

#include "ui/help/help_browser.h"
#include "ui/help/help_pages.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QShortcut>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <map>

namespace saferscope {
namespace {

constexpr int nameRole = Qt::UserRole;
constexpr int contentsWidth = 270;
constexpr QSize firstSize(1080, 740);

QToolButton* makeButton(const QString& name, const QString& keys, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setAccessibleName(name);
    button->setToolTip(plainToolTip(QStringLiteral("%1 (%2)").arg(name, keys)));
    button->setEnabled(false);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

/// The words of all pages, read once: a search goes through them at each key.
QString wordsOf(const QString& page) {
    static std::map<QString, QString> words;
    const auto found = words.find(page);
    return found != words.end() ? found->second : words.emplace(page, helpPageText(page)).first->second;
}

}  // namespace

HelpWindow::HelpWindow() : QWidget(nullptr, Qt::Window) {
    setWindowTitle(tr("Saferscope help"));
    const double scale = ThemeManager::instance().textScale();
    resize((QSizeF(firstSize) * scale).toSize().boundedTo(screen()->availableSize()));
    setMinimumSize(560, 360);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    column->addWidget(split);

    auto* side = new QWidget(split);
    auto* left = new QVBoxLayout(side);
    left->setContentsMargins(spacing(3), spacing(3), spacing(2), spacing(3));
    left->setSpacing(spacing(2));
    auto* bar = new QHBoxLayout;
    bar->setSpacing(spacing(1));
    m_search = new QLineEdit(side);
    m_search->setPlaceholderText(tr("Search the help"));
    m_search->setAccessibleName(tr("Search the help"));
    m_search->setClearButtonEnabled(true);
    m_back = makeButton(tr("Back"), tr("Alt+Left"), side);
    m_forward = makeButton(tr("Forward"), tr("Alt+Right"), side);
    bar->addWidget(m_back);
    bar->addWidget(m_forward);
    bar->addWidget(m_search, 1);
    left->addLayout(bar);
    m_contents = new QListWidget(side);
    m_contents->setAccessibleName(tr("Contents"));
    m_contents->setWordWrap(true);
    m_contents->setTextElideMode(Qt::ElideNone);
    m_contents->setResizeMode(QListView::Adjust);
    m_contents->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const HelpPage& page : helpPages()) {
        auto* item = new QListWidgetItem(page.title, m_contents);
        item->setData(nameRole, page.name);
    }
    left->addWidget(m_contents, 1);
    m_nothing = new Label(tr("No page has these words."), TextRole::Small, TextTone::Muted, side);
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    left->addWidget(m_nothing);
    m_browser = new HelpBrowser(split);
    split->addWidget(side);
    split->addWidget(m_browser);
    split->setStretchFactor(1, 1);
    const int sideWidth = static_cast<int>(contentsWidth * scale);
    split->setSizes({sideWidth, width() - sideWidth});
    setTabOrder(m_back, m_forward);
    setTabOrder(m_forward, m_search);
    setTabOrder(m_search, m_contents);
    setTabOrder(m_contents, m_browser);

    connect(m_back, &QToolButton::clicked, m_browser, &QTextBrowser::backward);
    connect(m_forward, &QToolButton::clicked, m_browser, &QTextBrowser::forward);
    connect(m_browser, &QTextBrowser::backwardAvailable, m_back, &QWidget::setEnabled);
    connect(m_browser, &QTextBrowser::forwardAvailable, m_forward, &QWidget::setEnabled);
    // Not sourceChanged(), which comes before source() has changed.
    connect(m_browser, &QTextBrowser::historyChanged, this, &HelpWindow::followPage);
    connect(m_contents, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item != nullptr && item->data(nameRole).toString() != m_browser->page()) {
            m_browser->showPage(item->data(nameRole).toString());
        }
    });
    connect(m_search, &QLineEdit::textChanged, this, &HelpWindow::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { findNext(false); });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &HelpWindow::restyle);
    makeShortcuts();
    restyle();
    m_browser->showPage(helpPages().front().name);
    m_browser->setFocus();
}

void HelpWindow::makeShortcuts() {
    const auto add = [this](const QKeySequence& keys, const std::function<void()>& act) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, act);
    };
    add(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { m_browser->backward(); });
    add(QKeySequence(Qt::ALT | Qt::Key_Right), [this] { m_browser->forward(); });
    add(QKeySequence(Qt::ALT | Qt::Key_Home), [this] { m_browser->showPage(helpPages().front().name); });
    add(QKeySequence(Qt::CTRL | Qt::Key_F), [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    add(QKeySequence(Qt::Key_F3), [this] { findNext(false); });
    add(QKeySequence(Qt::SHIFT | Qt::Key_F3), [this] { findNext(true); });
    add(QKeySequence(Qt::Key_Escape),
        [this] { m_search->text().isEmpty() ? static_cast<void>(close()) : m_search->clear(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_W), [this] { close(); });
    const auto zoom = [](double factor) {
        ThemeManager& theme = ThemeManager::instance();
        theme.setTextScale(factor == 0.0 ? 1.0 : theme.textScale() * factor);
    };
    add(QKeySequence::ZoomIn, [zoom] { zoom(1.1); });
    add(QKeySequence::ZoomOut, [zoom] { zoom(1.0 / 1.1); });
    add(QKeySequence(Qt::CTRL | Qt::Key_0), [zoom] { zoom(0.0); });
}

void HelpWindow::showPage(const QString& address) {
    const QString name = address.section(QLatin1Char('#'), 0, 0);
    const auto pages = helpPages();
    const bool known = std::any_of(pages.begin(), pages.end(), [&](const HelpPage& page) { return page.name == name; });
    m_search->clear();
    m_browser->showPage(known ? address : pages.front().name);
    if (isMinimized()) {
        showNormal();
    }
    show();
    raise();
    activateWindow();
}

void HelpWindow::search() {
    const QStringList words = m_search->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    int first = -1;
    bool currentFits = false;
    for (int row = 0; row < m_contents->count(); ++row) {
        QListWidgetItem* item = m_contents->item(row);
        const QString text = wordsOf(item->data(nameRole).toString());
        const bool fits = std::all_of(words.begin(), words.end(), [&](const QString& word) {
            return text.contains(word, Qt::CaseInsensitive) || item->text().contains(word, Qt::CaseInsensitive);
        });
        item->setHidden(!fits);
        first = fits && first < 0 ? row : first;
        currentFits = currentFits || (fits && item->data(nameRole).toString() == m_browser->page());
    }
    m_nothing->setVisible(first < 0);
    if (words.isEmpty()) {
        m_browser->setExtraSelections({});
        return;
    }
    if (!currentFits && first >= 0) {
        m_contents->setCurrentRow(first);
    }
    followPage();
}

void HelpWindow::findNext(bool backwards) {
    const QStringList words = m_search->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty()) {
        return;
    }
    const auto flags = backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (!m_browser->find(words.front(), flags)) {
        m_browser->moveCursor(backwards ? QTextCursor::End : QTextCursor::Start);  // once round
        m_browser->find(words.front(), flags);
    }
}

void HelpWindow::followPage() {
    for (int row = 0; row < m_contents->count(); ++row) {
        if (m_contents->item(row)->data(nameRole).toString() == m_browser->page()) {
            m_contents->setCurrentRow(row);
        }
    }
    QList<QTextEdit::ExtraSelection> marks;
    for (const QString& word : m_search->text().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        for (QTextCursor at = m_browser->document()->find(word, 0); !at.isNull();
             at = m_browser->document()->find(word, at)) {
            QTextEdit::ExtraSelection mark;
            mark.cursor = at;
            mark.format.setBackground(currentTheme().selection);
            marks.push_back(mark);
        }
    }
    m_browser->setExtraSelections(marks);
}

void HelpWindow::restyle() {
    m_back->setIcon(themedIcon(QStringLiteral("previous")));
    m_forward->setIcon(themedIcon(QStringLiteral("next")));
    m_contents->setFont(bodyFont());
    followPage();
}

}  // namespace saferscope
