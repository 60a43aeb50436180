// SPDX-License-Identifier: GPL-3.0-or-later
// What the command palette lists: the window's commands, places, and the things of the open workspace.
#include "core/workspace/kept_results.h"
#include "core/workspace/pair_lists.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/causal_page.h"
#include "ui/experiments/experiments_page.h"
#include "ui/guide/command_palette.h"
#include "ui/guide/window_commands.h"
#include "ui/help/help_pages.h"
#include "ui/main_window.h"
#include "ui/main_window_guide.h"
#include "ui/models/opinion_summary.h"
#include "ui/pages/features_page.h"
#include "ui/pages/page.h"
#include "ui/playground/pair_list_panel.h"
#include "ui/playground/playground_page.h"
#include "ui/theme/cover.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_order.h"
#include "ui/widgets/plural.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>

namespace saferscope {
namespace {

constexpr int pageBonus = 60;
constexpr int workspaceBonus = 30;
constexpr int helpBonus = -20;
constexpr int setBonus = -10;
constexpr int runBonus = -30;
constexpr std::size_t mostRuns = 200;

/// Something of the workspace that has a name.
PaletteEntry thing(PaletteEntry::Kind kind, const QString& prefix, const QString& name, int bonus) {
    PaletteEntry entry;
    entry.kind = kind;
    entry.id = prefix + name;
    entry.title = name;
    entry.bonus = bonus;
    return entry;
}

QString numberText(double value) {
    return (value > 0 ? QStringLiteral("+") : QString()) +
           QLocale().toString(value, 'f', 3).replace(u'-', QChar(0x2212));
}

}  // namespace

void WindowGuide::openPalette() {
    if (m_palette->isVisible()) {
        m_palette->closePalette();
        return;
    }
    renewEditMenu();
    const WorkspaceSession* session = m_window.session();
    std::vector<FeatureWords> words;
    if (session != nullptr && session->index() != nullptr) {
        for (const FeatureId feature : session->ratings().features()) {
            const OpinionSummary said = summarise(session->ratings().of(feature), session->mainJudge());
            words.push_back(
                {feature, said.label.toStdString(), (said.label + QLatin1Char('\n') + said.searched).toStdString()});
        }
    }
    m_search->setTextsIncluded(!Cover::instance().on());
    m_search->setSource(session != nullptr ? session->index() : nullptr, std::move(words),
                        session != nullptr && session->workspace() != nullptr ? session->workspace()->folder()
                                                                              : std::filesystem::path());
    m_palette->openWith(entries());
}

std::vector<PaletteEntry> WindowGuide::entries() {
    std::vector<PaletteEntry> all;
    addPlaces(all);
    addCommands(all);
    addThings(all);
    return all;
}

QString WindowGuide::whyNot(const QString& place) const {
    if (m_window.session() == nullptr) {
        return tr("Open a workspace first.");
    }
    if (place == plainCommandText(tr("&File")) && !m_window.session()->writable()) {
        return tr("This workspace can only be read.");
    }
    return tr("There is nothing to do it with right now.");
}

void WindowGuide::addCommands(std::vector<PaletteEntry>& entries) {
    using Kind = PaletteEntry::Kind;
    for (WindowCommand& command : menuCommands(m_window)) {
        if (command.action != nullptr && command.action->property("isPage").toBool()) {
            continue;  // among the places
        }
        PaletteEntry entry{Kind::Command,
                           QStringLiteral("command:") + command.title,
                           command.title,
                           command.place,
                           keysText(command.keys),
                           {},
                           {},
                           0,
                           command.run};
        entry.reason = command.enabled ? QString() : whyNot(command.place);
        entries.push_back(std::move(entry));
    }
    for (std::size_t i = 0; i < m_window.pages().size(); ++i) {
        Page* page = m_window.pages()[i];
        const bool here = static_cast<int>(i) == m_window.currentPage();
        for (WindowCommand& command : pageCommands(*page, page->title())) {
            PaletteEntry entry{Kind::Command,
                               QStringLiteral("page:") + command.place + QLatin1Char(':') + command.title,
                               command.title,
                               command.place,
                               keysText(command.keys),
                               {},
                               {},
                               here ? 25 : -40,
                               {}};
            entry.run = [this, i, run = command.run] {
                m_window.showPage(static_cast<int>(i));
                run();
            };
            entry.reason = m_window.session() != nullptr && command.enabled ? QString() : whyNot(command.place);
            entries.push_back(std::move(entry));
        }
    }
}

void WindowGuide::addPlaces(std::vector<PaletteEntry>& entries) {
    using Kind = PaletteEntry::Kind;
    for (std::size_t i = 0; i < m_window.pages().size(); ++i) {
        Page* page = m_window.pages()[i];
        const QKeySequence keys(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i)));
        entries.push_back({Kind::Page,
                           QStringLiteral("place:") + page->key(),
                           page->title(),
                           tr("Go to the page"),
                           keysText({keys}),
                           {},
                           m_window.session() != nullptr ? QString() : whyNot({}),
                           pageBonus,
                           [this, i] { m_window.showPage(static_cast<int>(i)); }});
    }
    const QString open = m_window.session() != nullptr && m_window.session()->workspace() != nullptr
                             ? QString::fromStdString(m_window.session()->workspace()->folder().string())
                             : QString();
    for (const QString& folder : m_window.recentWorkspaces()) {
        if (folder != open) {
            entries.push_back({Kind::Workspace,
                               QStringLiteral("workspace:") + folder,
                               tr("Open %1").arg(QFileInfo(folder).fileName()),
                               QDir::toNativeSeparators(folder),
                               {},
                               folder,
                               {},
                               workspaceBonus,
                               [this, folder] { m_window.openWorkspace(folder); }});
        }
    }
    for (const HelpPage& page : helpPages()) {
        entries.push_back({Kind::Help,
                           QStringLiteral("help:") + page.name,
                           page.title,
                           tr("Help page"),
                           {},
                           {},
                           {},
                           helpBonus,
                           [name = page.name] { HelpRequests::instance().ask(name); }});
    }
}

void WindowGuide::addThings(std::vector<PaletteEntry>& entries) {
    const WorkspaceSession* session = m_window.session();
    if (session == nullptr || session->workspace() == nullptr) {
        return;
    }
    for (Page* page : m_window.pages()) {
        if (auto* features = qobject_cast<FeaturesPage*>(page)) {
            addFeatureSets(entries, *features);
        } else if (auto* playground = qobject_cast<PlaygroundPage*>(page)) {
            addPairLists(entries, *playground);
        } else if (auto* causal = qobject_cast<CausalPage*>(page)) {
            addKeptResults(entries, *causal);
        } else if (auto* experiments = qobject_cast<ExperimentsPage*>(page)) {
            addRuns(entries, *experiments);
        }
    }
}

void WindowGuide::addFeatureSets(std::vector<PaletteEntry>& entries, FeaturesPage& page) {
    for (const FeatureSet& set : m_window.session()->workspace()->featureSets()) {
        const QString name = QString::fromStdString(set.name);
        PaletteEntry entry = thing(PaletteEntry::Kind::FeatureSet, QStringLiteral("set:"), name, setBonus);
        entry.detail = tr("%Ln features", nullptr, pluralOf(set.members.size()));
        entry.run = [this, &page, name] {
            m_window.showPage(FeaturesAt);
            page.showSet(name);
        };
        entries.push_back(std::move(entry));
    }
}

void WindowGuide::addPairLists(std::vector<PaletteEntry>& entries, PlaygroundPage& page) {
    for (const std::string& one : pairListNames(*m_window.session()->workspace())) {
        const QString name = QString::fromStdString(one);
        PaletteEntry entry = thing(PaletteEntry::Kind::PairList, QStringLiteral("list:"), name, setBonus);
        entry.detail = page.title();
        entry.run = [this, &page, name] {
            m_window.showPage(PlaygroundAt);
            page.list()->open(name);
        };
        entries.push_back(std::move(entry));
    }
}

void WindowGuide::addKeptResults(std::vector<PaletteEntry>& entries, CausalPage& page) {
    for (const KeptResult& kept : keptResults(*m_window.session()->workspace())) {
        const QString name = QString::fromStdString(kept.name);
        PaletteEntry entry = thing(PaletteEntry::Kind::KeptResult, QStringLiteral("kept:"), name, setBonus);
        entry.detail = cellText(QString::fromStdString(kept.note));
        entry.run = [this, &page, name] {
            m_window.showPage(CausalAt);
            page.showKept(name);
        };
        entries.push_back(std::move(entry));
    }
}

void WindowGuide::addRuns(std::vector<PaletteEntry>& entries, ExperimentsPage& page) {
    const JobMonitor* jobs = m_window.session()->jobs();
    std::size_t runs = 0;
    for (const Job* job : jobs != nullptr ? jobs->jobs() : std::vector<const Job*>()) {
        if (++runs > mostRuns) {
            break;
        }
        const QString id = QString::fromStdString(job->spec.id);
        PaletteEntry entry = thing(PaletteEntry::Kind::Run, QStringLiteral("run:"), id, runBonus);
        entry.title = job->spec.title.empty() ? id : QString::fromStdString(job->spec.title);
        entry.detail = id;
        entry.run = [this, &page, id] {
            m_window.showPage(ExperimentsAt);
            page.followRuns({id});
        };
        entries.push_back(std::move(entry));
    }
}

PaletteEntry WindowGuide::featureEntry(FeatureId feature) const {
    const WorkspaceSession* session = m_window.session();
    const auto& contrasts = session->contrasts(session->scope());
    const FeatureContrast& contrast = contrasts[feature.value()];
    const OpinionSummary said = summarise(session->ratings().of(feature), session->mainJudge());
    const QString number = QString::number(feature.value());
    PaletteEntry entry;
    entry.kind = PaletteEntry::Kind::Feature;
    entry.id = QStringLiteral("feature:") + number;
    entry.title = said.label.isEmpty() ? tr("Feature #%1").arg(number) : tr("#%1 %2").arg(number, said.label);
    entry.detail = contrast.dead ? tr("never fires") : tr("contrast %1").arg(numberText(contrast.contrast));
    entry.run = [this, feature] {
        if (m_window.session() != nullptr) {
            m_window.session()->goToFeature(feature);
        }
    };
    return entry;
}

void WindowGuide::searchFor(const QString& typed) {
    // "#12" and "12" are a feature at once, before any search.
    static const QRegularExpression number(QStringLiteral("^#?(\\d{1,9})$"));
    const WorkspaceSession* session = m_window.session();
    const auto match = number.match(typed);
    if (match.hasMatch() && session != nullptr && session->index() != nullptr) {
        const auto id = match.captured(1).toUInt();
        if (id < session->index()->featureCount()) {
            m_palette->addFound(typed, {featureEntry(FeatureId(id))});
        }
    }
    m_search->search(typed);
}

PaletteEntry WindowGuide::sweepEntry(const SearchHit& hit) {
    PaletteEntry entry = thing(PaletteEntry::Kind::Experiment, QStringLiteral("sweep:"), hit.id, 0);
    entry.title = hit.title;
    entry.detail = hit.id == hit.title ? QString() : hit.id;
    entry.run = [this, id = hit.id] {
        m_window.showPage(ExperimentsAt);
        if (auto* page = qobject_cast<ExperimentsPage*>(m_window.pages()[ExperimentsAt])) {
            page->showResults(id);
        }
    };
    return entry;
}

void WindowGuide::takeFound(const QString& typed, const std::vector<SearchHit>& hits) {
    const WorkspaceSession* session = m_window.session();
    if (session == nullptr) {
        return;
    }
    const FeatureIndex* index = session->index().get();
    std::vector<PaletteEntry> found;
    for (const SearchHit& hit : hits) {
        if (hit.what == SearchHit::What::Sweep) {
            found.push_back(sweepEntry(hit));
        } else if (hit.what == SearchHit::What::Feature && index != nullptr && hit.number < index->featureCount()) {
            PaletteEntry entry = featureEntry(FeatureId(hit.number));
            if (!hit.excerpt.isEmpty() && !Cover::instance().on()) {  // judges quote the data
                entry.detail = hit.excerpt;
            }
            found.push_back(std::move(entry));
        } else if (hit.what == SearchHit::What::Pair && index != nullptr && hit.number < index->pairCount()) {
            PaletteEntry entry;
            entry.kind = PaletteEntry::Kind::Pair;
            entry.id = QStringLiteral("pair:") + hit.title;
            entry.title = hit.title;
            entry.detail = hit.excerpt;
            entry.run = [this, pair = PairIndex(hit.number)] {
                if (m_window.session() != nullptr) {
                    m_window.session()->goToPair(pair);
                }
            };
            found.push_back(std::move(entry));
        }
    }
    m_palette->addFound(typed, found);
}

}  // namespace saferscope
