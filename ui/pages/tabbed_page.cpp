// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tabbed_page.h"

#include "ui/widgets/command_name.h"

#include <QSettings>
#include <QShortcut>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace saferscope {

TabbedPage::TabbedPage(QWidget* parent) : Page(parent) {
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the page"));
    contentLayout()->addWidget(m_tabs, 1);
}

void TabbedPage::addTab(QWidget* panel, const QString& title) {
    // Air between the line under the tabs and the panel.
    auto* frame = new QWidget(m_tabs);
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(0, spacing(3), 0, 0);
    layout->addWidget(panel);
    const int place = m_tabs->addTab(frame, title);
    auto* keys = new QShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + place)), this);
    keys->setContext(Qt::WidgetWithChildrenShortcut);
    nameCommand(keys, tr("Show “%1”").arg(title));  // for the palette and the list of keys
    connect(keys, &QShortcut::activated, this, [this, place] { showTab(place); });
    m_tabs->setTabToolTip(place, keys->key().toString(QKeySequence::NativeText));
}

void TabbedPage::showTab(int tab) {
    if (tab >= 0 && tab < m_tabs->count()) {
        m_tabs->setCurrentIndex(tab);
    }
}

void TabbedPage::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("tab"), m_tabs->currentIndex());
}

void TabbedPage::restoreState(QSettings& settings) { showTab(settings.value(QStringLiteral("tab")).toInt()); }

void TabbedPage::inGroup(QSettings& settings, const char* name, const std::function<void(QSettings&)>& act) {
    settings.beginGroup(QLatin1String(name));
    act(settings);
    settings.endGroup();
}

}  // namespace saferscope
