// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/heatmap_accessible.h"

#include "ui/heatmap/heatmap_view.h"

#include <QPointer>
#include <algorithm>
#include <utility>

namespace saferscope {
namespace {

/// One token. It holds the place in its view and nothing else, so it is never out of date.
class TokenAccessible final : public QAccessibleInterface {
public:
    TokenAccessible(HeatmapView* view, int token) : m_view(view), m_token(token) {}

    bool isValid() const override { return !m_view.isNull() && m_token < static_cast<int>(m_view->tokens().size()); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_view.data()); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString&) override {}

    QString text(QAccessible::Text kind) const override {
        if (!isValid()) {
            return {};
        }
        switch (kind) {
            case QAccessible::Name:
                return m_view->tokenName(m_token);
            case QAccessible::Value:
                return m_view->valueText(m_token);
            case QAccessible::Description:
                return m_view->describe(m_token);
            default:
                return {};
        }
    }

    QRect rect() const override {
        const QRect place = isValid() ? m_view->tokenRect(m_token) : QRect();
        return place.isNull() ? QRect() : QRect(m_view->viewport()->mapToGlobal(place.topLeft()), place.size());
    }

    QAccessible::State state() const override {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state.focusable = true;
        state.selectable = true;
        state.selected = m_view->selectedToken() == m_token;
        state.focused = state.selected && m_view->hasFocus();
        state.invisible = !m_view->tokenLayout().hasPlace(m_token);
        state.offscreen = !m_view->tokenRect(m_token).intersects(m_view->viewport()->rect());
        state.readOnly = true;
        return state;
    }

    int token() const { return m_token; }
    const HeatmapView* view() const { return m_view; }

private:
    const QPointer<HeatmapView> m_view;
    const int m_token;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
    auto* view = qobject_cast<HeatmapView*>(object);
    return view != nullptr ? new HeatmapAccessible(view) : nullptr;
}

}  // namespace

void registerHeatmapAccessible() {
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    static_cast<void>(installed);
}

HeatmapAccessible::HeatmapAccessible(HeatmapView* view)
    : QAccessibleWidget(view, QAccessible::List),
      m_replaced(QObject::connect(view, &HeatmapView::textReplaced, view, [this] { forgetItems(); })) {}

HeatmapAccessible::~HeatmapAccessible() {
    QObject::disconnect(m_replaced);
    forgetItems();
}

HeatmapView* HeatmapAccessible::view() const { return static_cast<HeatmapView*>(widget()); }

void HeatmapAccessible::forgetItems() {
    for (const QAccessible::Id id : std::as_const(m_items)) {
        QAccessible::deleteAccessibleInterface(id);
    }
    m_items.clear();
}

void* HeatmapAccessible::interface_cast(QAccessible::InterfaceType type) {
    return type == QAccessible::TextInterface ? static_cast<QAccessibleTextInterface*>(this)
                                              : QAccessibleWidget::interface_cast(type);
}

QString HeatmapAccessible::text(QAccessible::Text kind) const {
    // The token in hand is what a list is worth; its text has an interface of its own.
    return kind == QAccessible::Value ? view()->valueText(view()->selectedToken()) : QAccessibleWidget::text(kind);
}

int HeatmapAccessible::childCount() const { return static_cast<int>(view()->tokens().size()); }

QAccessibleInterface* HeatmapAccessible::child(int index) const {
    if (index < 0 || index >= childCount()) {
        return nullptr;
    }
    if (const auto found = m_items.constFind(index); found != m_items.constEnd()) {
        return QAccessible::accessibleInterface(*found);
    }
    auto* item = new TokenAccessible(view(), index);
    m_items.insert(index, QAccessible::registerAccessibleInterface(item));
    return item;
}

QAccessibleInterface* HeatmapAccessible::childAt(int x, int y) const {
    return child(view()->tokenAt(view()->viewport()->mapFromGlobal(QPoint(x, y))));
}

QAccessibleInterface* HeatmapAccessible::focusChild() const {
    return view()->hasFocus() ? child(view()->selectedToken()) : nullptr;
}

int HeatmapAccessible::indexOfChild(const QAccessibleInterface* child) const {
    const auto* item = dynamic_cast<const TokenAccessible*>(child);
    return item != nullptr && item->view() == view() ? item->token() : -1;
}

int HeatmapAccessible::tokenOf(int offset) const {
    const auto& tokens = view()->tokenLayout().text().tokens;
    // The first token that ends behind the character; hidden ones take no characters.
    const auto found = std::partition_point(tokens.begin(), tokens.end(), [offset](const DisplayToken& token) {
        return token.end.character < offset || (token.end.character == offset && token.end.fraction <= 0.0f);
    });
    return found != tokens.end() && found->begin.character <= offset ? static_cast<int>(found - tokens.begin()) : -1;
}

void HeatmapAccessible::selection(int index, int* start, int* end) const {
    const int token = index == 0 ? view()->selectedToken() : -1;
    const auto& tokens = view()->tokenLayout().text().tokens;
    const bool known = token >= 0 && token < static_cast<int>(tokens.size());
    *start = known ? tokens[static_cast<std::size_t>(token)].begin.character : 0;
    *end = known ? tokens[static_cast<std::size_t>(token)].end.character : 0;
}

int HeatmapAccessible::selectionCount() const { return view()->selectedToken() >= 0 ? 1 : 0; }
void HeatmapAccessible::addSelection(int start, int) { view()->selectToken(tokenOf(start)); }
void HeatmapAccessible::removeSelection(int) { view()->selectToken(-1); }
void HeatmapAccessible::setSelection(int, int start, int) { view()->selectToken(tokenOf(start)); }

int HeatmapAccessible::cursorPosition() const {
    int start = 0;
    int end = 0;
    selection(0, &start, &end);
    return start;
}

void HeatmapAccessible::setCursorPosition(int position) { view()->selectToken(tokenOf(position)); }

QString HeatmapAccessible::text(int start, int end) const {
    const QString& whole = view()->tokenLayout().text().text;
    const int from = std::clamp(start, 0, characterCount());
    return whole.mid(from, std::clamp(end, from, characterCount()) - from);
}

int HeatmapAccessible::characterCount() const { return static_cast<int>(view()->tokenLayout().text().text.size()); }

QRect HeatmapAccessible::characterRect(int offset) const {
    const QRect place = view()->tokenRect(tokenOf(offset));
    return place.isNull() ? QRect() : QRect(view()->viewport()->mapToGlobal(place.topLeft()), place.size());
}

int HeatmapAccessible::offsetAtPoint(const QPoint& point) const {
    const int token = view()->tokenAt(view()->viewport()->mapFromGlobal(point));
    const auto& tokens = view()->tokenLayout().text().tokens;
    return token >= 0 && token < static_cast<int>(tokens.size())
               ? tokens[static_cast<std::size_t>(token)].begin.character
               : -1;
}

void HeatmapAccessible::scrollToSubstring(int start, int) { view()->scrollToToken(tokenOf(start)); }

QString HeatmapAccessible::attributes(int offset, int* start, int* end) const {
    *start = offset;
    *end = std::min(offset + 1, characterCount());
    if (const int token = tokenOf(offset); token >= 0) {
        const DisplayToken& place = view()->tokenLayout().text().tokens[static_cast<std::size_t>(token)];
        *start = place.begin.character;
        *end = std::max(place.end.character, offset + 1);
    }
    return {};
}

}  // namespace saferscope
