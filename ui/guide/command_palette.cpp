// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/command_palette.h"

#include "ui/guide/palette_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QSettings>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int widest = 760;
constexpr int rowsShown = 9;
constexpr qsizetype mostRecent = 20;
const QString recentKey = QStringLiteral("palette/recent");

int rowHeight() { return QFontMetrics(bodyFont()).height() + spacing(3); }

}  // namespace

/// Title, then where it comes from, muted; at the right its keys, or what kind of thing it is.
class CommandPalette::Delegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, rowHeight()}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const PaletteEntry* entry = static_cast<const PaletteModel*>(index.model())->entryAt(index.row());
        if (entry == nullptr) {
            return;
        }
        const Theme& theme = currentTheme();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect area = option.rect.adjusted(spacing(1), 0, -spacing(1), 0);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.selection);
            painter->drawRoundedRect(area, smallCornerRadius, smallCornerRadius);
            // Told apart without the colour, too.
            painter->setBrush(theme.accent);
            painter->drawRoundedRect(QRect(area.left(), area.top() + 6, 3, area.height() - 12), 1.5, 1.5);
        }
        int left = area.left() + spacing(3);
        int right = area.right() - spacing(3);
        const QFontMetrics small(smallFont());
        const QString beside = entry->keys.isEmpty() ? paletteKindName(entry->kind) : entry->keys;
        painter->setFont(smallFont());
        const int width = small.horizontalAdvance(beside);
        if (entry->keys.isEmpty()) {
            painter->setPen(theme.mutedText);
            painter->drawText(QRect(right - width, area.top(), width, area.height()), Qt::AlignVCenter, beside);
        } else {
            const QRectF cap(right - width - 12, area.top() + (area.height() - small.height() - 4) / 2.0, width + 12,
                             small.height() + 4);
            painter->setPen(theme.strongBorder);
            painter->setBrush(theme.raised);
            painter->drawRoundedRect(cap, smallCornerRadius - 1, smallCornerRadius - 1);
            painter->setPen(entry->enabled() ? theme.text : theme.mutedText);
            painter->drawText(cap, Qt::AlignCenter, beside);
            right -= 12;
        }
        right -= width + spacing(3);
        const QFontMetrics body(bodyFont());
        const QString title = body.elidedText(cellText(entry->title), Qt::ElideRight, (right - left) * 3 / 4);
        painter->setFont(bodyFont());
        painter->setPen(entry->enabled() ? theme.text : theme.mutedText);
        painter->drawText(QRect(left, area.top(), right - left, area.height()), Qt::AlignVCenter, title);
        left += body.horizontalAdvance(title) + spacing(3);
        const QString said = entry->enabled() ? entry->detail : entry->reason;
        if (left < right && !said.isEmpty()) {
            painter->setFont(smallFont());
            painter->setPen(theme.mutedText);
            painter->drawText(QRect(left, area.top(), right - left, area.height()), Qt::AlignVCenter,
                              small.elidedText(cellText(said), Qt::ElideRight, right - left));
        }
        painter->restore();
    }
};

CommandPalette::CommandPalette(QWidget* window, QSettings* settings)
    : QFrame(window), m_window(window), m_settings(settings) {
    setObjectName(QStringLiteral("command-palette"));
    setAccessibleName(tr("Command palette"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing(3), spacing(3), spacing(3), spacing(2));
    layout->setSpacing(spacing(2));
    m_field = new QLineEdit(this);
    m_field->setPlaceholderText(tr("Do something, go somewhere, or find a feature, pair or help page"));
    m_field->setAccessibleName(tr("What to do or to find"));
    m_field->setClearButtonEnabled(true);
    QAction* icon = m_field->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this, icon] {
        icon->setIcon(themedIcon(QStringLiteral("search")));
        place();
    });
    layout->addWidget(m_field);
    m_model = new PaletteModel(this);
    m_list = new QListView(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new Delegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setFocusPolicy(Qt::NoFocus);  // the field keeps the keyboard; arrow keys come from there
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("What fits"));
    layout->addWidget(m_list, 1);
    m_hint = new Label({}, TextRole::Small, TextTone::Muted, this);
    layout->addWidget(m_hint);
    m_field->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::typed);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { act(index.row()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CommandPalette::tellCurrent);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (isVisible() && now != nullptr && now != m_field && !isAncestorOf(now)) {
            m_before = nullptr;  // somebody went elsewhere on purpose
            closePalette();
        }
    });
    hide();
}

QString CommandPalette::hint() const { return m_hint->text(); }

QStringList CommandPalette::recent() const {
    return m_settings == nullptr ? QStringList() : m_settings->value(recentKey).toStringList();
}

void CommandPalette::openWith(std::vector<PaletteEntry> entries) {
    if (!isVisible()) {
        m_before = QApplication::focusWidget();
        m_window->installEventFilter(this);
    }
    m_model->setEntries(std::move(entries), recent());
    m_field->clear();
    typed();
    place();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::closePalette() {
    if (!isVisible()) {
        return;
    }
    m_window->removeEventFilter(this);
    hide();
    m_searching = false;
    if (m_before != nullptr) {
        m_before->setFocus(Qt::OtherFocusReason);
    }
    Q_EMIT closed();
}

void CommandPalette::place() {
    const int width = std::min(widest, m_window->width() - 2 * spacing(6));
    const int wanted = m_field->sizeHint().height() + rowsShown * rowHeight() + QFontMetrics(smallFont()).height() +
                       spacing(6) + spacing(4);
    const int height = std::min(wanted, m_window->height() - 2 * spacing(5));
    setGeometry((m_window->width() - width) / 2, std::min(80, (m_window->height() - height) / 2), width, height);
}

void CommandPalette::typed() {
    const QString text = m_field->text();
    m_model->setQuery(text);
    m_searching = text.simplified().size() >= 2;
    Q_EMIT queryChanged(text.simplified());  // a search that has nothing to look through ends at once
    select(0);
    tellCurrent();
}

void CommandPalette::addFound(const QString& typed, const std::vector<PaletteEntry>& found) {
    if (isVisible() && typed == m_field->text().simplified()) {
        m_model->addFound(found);
        if (!m_list->currentIndex().isValid()) {
            select(0);
        }
    }
}

void CommandPalette::searchEnded(const QString& typed) {
    if (typed == m_field->text().simplified()) {
        m_searching = false;
        tellCurrent();
    }
}

void CommandPalette::select(int row) {
    if (m_model->rowCount() == 0) {
        m_list->setCurrentIndex({});
        return;
    }
    m_list->setCurrentIndex(m_model->index(std::clamp(row, 0, m_model->rowCount() - 1)));
    m_list->scrollTo(m_list->currentIndex());
}

void CommandPalette::move(int rows) {
    const int count = m_model->rowCount();
    if (count > 0) {
        const int at = m_list->currentIndex().row() + rows;
        // One step at an end goes round; a page stops there.
        select(std::abs(rows) == 1 ? (at + count) % count : at);
    }
}

/// The field keeps the focus, so a screen reader hears of the chosen line through the field's description.
void CommandPalette::tellCurrent() {
    const QModelIndex current = m_list->currentIndex();
    const PaletteEntry* entry = m_model->entryAt(current.row());
    m_hint->setText(entry == nullptr
                        ? (m_searching ? tr("Searching the workspace…") : tr("Nothing fits. Fewer letters find more."))
                    : m_searching ? tr("Searching the workspace…")
                                  : tr("Up and Down choose, Enter does it, Esc closes. #12 goes to feature 12."));
    const QString spoken = entry == nullptr ? QString() : current.data(Qt::AccessibleTextRole).toString();
    if (spoken != m_field->accessibleDescription()) {
        m_field->setAccessibleDescription(spoken);
        QAccessibleEvent changed(m_field, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&changed);
    }
}

void CommandPalette::act(int row) {
    const PaletteEntry* entry = m_model->entryAt(row);
    if (entry == nullptr) {
        return;
    }
    if (!entry->enabled()) {
        m_hint->setText(entry->reason);
        return;
    }
    remember(entry->id);
    const auto run = entry->run;
    closePalette();
    if (run) {
        run();
    }
}

void CommandPalette::remember(const QString& id) {
    if (m_settings != nullptr && !id.isEmpty()) {
        QStringList ids = recent();
        ids.removeAll(id);
        ids.prepend(id);
        m_settings->setValue(recentKey, QStringList(ids.mid(0, mostRecent)));
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_window && event->type() == QEvent::Resize) {
        place();
    }
    if (watched == m_list->viewport() && event->type() == QEvent::MouseMove) {
        const QModelIndex under = m_list->indexAt(static_cast<QMouseEvent*>(event)->position().toPoint());
        if (under.isValid()) {
            m_list->setCurrentIndex(under);
        }
    }
    if (watched == m_field && event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Tab || key == Qt::Key_PageUp || key == Qt::Key_PageDown) {
            event->accept();  // ours, whatever the window has them for
            return true;
        }
    }
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
            case Qt::Key_Down:
            case Qt::Key_Tab:
                move(1);
                return true;
            case Qt::Key_Up:
            case Qt::Key_Backtab:
                move(-1);
                return true;
            case Qt::Key_PageDown:
                move(rowsShown - 1);
                return true;
            case Qt::Key_PageUp:
                move(1 - rowsShown);
                return true;
            case Qt::Key_Return:
            case Qt::Key_Enter:
                act(m_list->currentIndex().row());
                return true;
            case Qt::Key_Escape:
                closePalette();
                return true;
            default:
                break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme.window);  // behind the round corners
    painter.setPen(QPen(theme.strongBorder, 1.0));
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
}

}  // namespace saferscope
