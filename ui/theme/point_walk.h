// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <algorithm>
#include <optional>
#include <vector>

namespace saferscope {

/// Goes over the points of a painted chart by keyboard: Left and Right to the one before and after in the order they
/// were drawn, Home and End. A `Spot` has a place `at`. Plain value, GUI thread.
class PointWalk {
public:
    /// The point that the key leads to; nullopt where the key is none of these or there is no point.
    template <typename Spot>
    std::optional<std::size_t> press(const QKeyEvent& event, const std::vector<Spot>& spots) {
        if (spots.empty() || (event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) {
            return std::nullopt;
        }
        const std::size_t last = spots.size() - 1;
        const std::size_t now = std::min(m_at.value_or(0), last);
        switch (event.key()) {
            case Qt::Key_Left:
                m_at = m_at && now > 0 ? now - 1 : 0;
                break;
            case Qt::Key_Right:
                m_at = m_at ? std::min(now + 1, last) : 0;
                break;
            case Qt::Key_Home:
                m_at = 0;
                break;
            case Qt::Key_End:
                m_at = last;
                break;
            default:
                return std::nullopt;
        }
        return m_at;
    }

    std::optional<std::size_t> at() const { return m_at; }

    /// A ring round the point in hand.
    template <typename Spot>
    void paint(QPainter& painter, const std::vector<Spot>& spots) const {
        if (m_at && *m_at < spots.size()) {
            painter.save();
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(currentTheme().text, 2.0));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(spots[*m_at].at, 7.0, 7.0);
            painter.restore();
        }
    }

private:
    std::optional<std::size_t> m_at;
};

}  // namespace saferscope
