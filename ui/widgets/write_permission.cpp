// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/write_permission.h"

#include "ui/widgets/labels.h"

#include <QAction>
#include <QEvent>
#include <QWidget>

namespace saferscope {
namespace {

/// Holds one widget or action down. Owners go on enabling and disabling it; what they want last counts afterwards.
template <class Thing>
class Guard : public QObject {
public:
    explicit Guard(Thing* thing) : QObject(thing), m_thing(thing), m_wanted(enabled()) {
        connect(&WritePermission::instance(), &WritePermission::changed, this, &Guard::follow);
        if constexpr (std::is_same_v<Thing, QAction>) {
            connect(thing, &QAction::enabledChanged, this, &Guard::ownerChanged);
        } else {
            thing->installEventFilter(this);
        }
        follow();
    }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::EnabledChange) {
            ownerChanged();
        } else if (event->type() == QEvent::ToolTipChange && !m_acting && m_holding) {
            m_tipBefore = m_thing->toolTip();  // for afterwards
            act([this] { m_thing->setToolTip(plainToolTip(WritePermission::instance().whyNot())); });
        }
        return QObject::eventFilter(watched, event);
    }

private:
    bool enabled() const {
        if constexpr (std::is_same_v<Thing, QAction>) {
            return m_thing->isEnabled();
        } else {
            return !m_thing->testAttribute(Qt::WA_ForceDisabled);  // its own wish; its parents have theirs
        }
    }

    template <class Act>
    void act(Act&& act) {
        m_acting = true;
        act();
        m_acting = false;
    }

    void ownerChanged() {
        if (m_acting) {
            return;
        }
        if (!m_holding) {
            m_wanted = enabled();
        } else if (enabled()) {
            m_wanted = true;
            act([this] { m_thing->setEnabled(false); });
        }
    }

    void follow() {
        const QString& why = WritePermission::instance().whyNot();
        if (!why.isEmpty()) {
            if (!m_holding) {
                m_tipBefore = m_thing->toolTip();
                m_wanted = enabled();
            }
            m_holding = true;
            act([&] {
                m_thing->setEnabled(false);
                m_thing->setToolTip(plainToolTip(why));
            });
        } else if (m_holding) {
            m_holding = false;
            act([this] {
                m_thing->setToolTip(m_tipBefore);
                m_thing->setEnabled(m_wanted);
            });
        }
    }

    Thing* const m_thing;
    bool m_wanted;
    bool m_holding = false;
    bool m_acting = false;
    QString m_tipBefore;
};

}  // namespace

WritePermission& WritePermission::instance() {
    static WritePermission permission;
    return permission;
}

void WritePermission::forbid(const QString& why) {
    if (why != m_whyNot) {
        m_whyNot = why;
        Q_EMIT changed();
    }
}

void needsWriting(QWidget* widget) { new Guard<QWidget>(widget); }
void needsWriting(QAction* action) { new Guard<QAction>(action); }

}  // namespace saferscope
