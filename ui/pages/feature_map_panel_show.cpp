// SPDX-License-Identifier: GPL-3.0-or-later
// What the map shows: places from its file, colours and words from the table's model.
#include "core/base/atomic_file.h"
#include "core/workspace/feature_map_run.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/charts/picture_file.h"
#include "ui/models/feature_table_model.h"
#include "ui/pages/feature_map_panel.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>
#include <filesystem>

namespace saferscope {
namespace {

constexpr qsizetype longestName = 26;
constexpr QSize pictureSize(900, 760);

/// Changes when the file does; 0 where there is none.
std::int64_t stampOf(const std::filesystem::path& path) {
    std::error_code error;
    const auto time = std::filesystem::last_write_time(path, error);
    return error ? 0 : static_cast<std::int64_t>(time.time_since_epoch().count());
}

QString idText(FeatureId feature) { return QStringLiteral("#%1").arg(feature.value()); }

}  // namespace

void FeatureMapPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_dirty) {
        lookForMap();
        refresh();
    }
}

void FeatureMapPanel::reload() {
    m_dirty = true;
    if (isVisible()) {
        lookForMap();
        refresh();
    }
}

void FeatureMapPanel::showMap(FeatureMap map) {
    m_map = std::move(map);
    m_fixed = true;
    m_damaged.reset();
    m_stale = false;
    FeatureMapScene scene;
    for (std::size_t i = 0; i < m_map->features(); ++i) {
        if (m_map->place[i] == FeatureMap::Place::Placed) {
            scene.features.emplace_back(static_cast<std::uint32_t>(i));
            scene.places.emplace_back(m_map->x[i], m_map->y[i]);
        }
    }
    scene.colours.assign(scene.size(), 0);
    scene.weights.assign(scene.size(), 0.0f);
    scene.shown.assign(scene.size(), 1);
    m_view->setScene(std::move(scene));
    m_dirty = true;
    refresh();
}

void FeatureMapPanel::lookForMap() {
    if (m_fixed) {
        return;
    }
    const bool open = m_session != nullptr && m_session->workspace() != nullptr && m_session->index() != nullptr;
    const std::string sae = open ? m_session->index()->manifest().saeHash : std::string();
    const std::int64_t stamp = open ? stampOf(featureMapPath(m_session->workspace()->folder(), sae)) : 0;
    if (open && sae == m_mapSae && stamp == m_stamp && stamp != 0) {
        return;
    }
    m_mapSae = sae;
    m_stamp = stamp;
    m_map.reset();
    m_damaged.reset();
    m_stale = false;
    if (open) {
        auto found = findFeatureMap(m_session->workspace()->folder(), sae);
        if (!found) {
            m_damaged = found.error();
        } else if (found->map) {
            showMap(std::move(*found->map));
            m_fixed = false;
            return;
        } else {
            m_stale = found->others;
        }
    }
    m_view->setScene({});
    showPicked();
}

void FeatureMapPanel::refreshSoon() {
    m_dirty = true;
    if (isVisible()) {
        m_refresh.start();
    }
}

// Colours, filter and names follow the model: 131,072 features take some 20 ms.
void FeatureMapPanel::refresh() {
    if (!m_dirty) {
        return;
    }
    m_dirty = false;
    if (m_map) {
        const FeatureMapScene& scene = m_view->scene();
        static const FeatureRow nobody{};
        std::vector<const FeatureRow*> rows;
        rows.reserve(scene.size());
        for (const FeatureId feature : scene.features) {
            const FeatureRow* row = m_model->find(feature);
            rows.push_back(row != nullptr ? row : &nobody);
        }
        m_colours = FeatureMapColours(quantity(), rows);
        std::vector<FeatureId> kept;
        if (m_session != nullptr && m_session->index() != nullptr) {
            kept = m_session->keptFeatures(m_session->scope());
        }
        std::vector<char> isKept(scene.size(), 0);
        std::vector<FeatureMapScene::Name> names;
        for (const FeatureId feature : kept) {
            if (const auto point = scene.find(feature)) {
                isKept[*point] = 1;
                const QString label = cellText(rows[*point]->said().label);
                const bool cut = label.size() > longestName;
                names.push_back({*point, label.isEmpty() ? idText(feature)
                                         : cut           ? label.left(longestName) + QChar(0x2026)
                                                         : label});
            }
        }
        const Theme& theme = currentTheme();
        std::vector<QRgb> colours(scene.size());
        std::vector<float> weights(scene.size());
        std::vector<char> shown(scene.size());
        for (std::size_t i = 0; i < scene.size(); ++i) {
            colours[i] = m_colours.colour(theme, *rows[i], isKept[i] != 0).rgb();
            weights[i] = m_colours.weight(*rows[i], isKept[i] != 0);
            shown[i] = m_model->rowOf(scene.features[i]) >= 0 ? 1 : 0;
        }
        m_view->setColours(std::move(colours), std::move(weights));
        m_view->setShown(std::move(shown));
        m_view->setNames(std::move(names));
        m_view->setLegendWords(m_colours.words());
        m_legend->setColours(m_colours);
        if (m_session != nullptr) {
            m_view->setCurrent(m_session->selectedFeature());
        }
    }
    showState();
}

QString FeatureMapPanel::wordsOf(FeatureId feature) const {
    const FeatureRow* row = m_model->find(feature);
    if (row == nullptr) {
        return tr("Feature %1").arg(feature.value());
    }
    const OpinionSummary& said = row->said();
    QStringList lines = {said.label.isEmpty() ? tr("Feature %1").arg(feature.value())
                                              : tr("Feature %1: %2").arg(feature.value()).arg(cellText(said.label))};
    if (row->contrast.dead) {
        lines.append(tr("Never fires at these positions"));
    } else {
        lines.append(tr("Contrast %1, fires at %2 of the positions")
                         .arg(formatContrast(row->contrast.contrast), formatShare(row->contrast.density)));
    }
    if (said.llm) {
        lines.append(tr("Judge: %1 of 5").arg(*said.llm));
    }
    if (said.human) {
        lines.append(tr("People: %1 of 5").arg(formatScore(*said.human)));
    }
    return lines.join(QLatin1Char('\n'));
}

QString FeatureMapPanel::note() const { return m_note->text(); }

QString FeatureMapPanel::pickedText() const { return m_pickedLabel->text(); }

void FeatureMapPanel::setPicked(std::vector<FeatureId> features) {
    m_view->setPicked(std::move(features));
    showPicked();
}

void FeatureMapPanel::showPicked() {
    const std::size_t count = m_view->picked().size();
    m_pickedLabel->setText(count == 0 ? tr("Drag over points to pick them")
                                      : tr("%Ln picked", nullptr, pluralOf(count)));
    m_pickedLabel->setTone(count == 0 ? TextTone::Muted : TextTone::Normal);
    // Hidden, not gone: the picture must not jump when something is picked.
    for (QWidget* widget : {static_cast<QWidget*>(m_showOnly), static_cast<QWidget*>(m_clear),
                            static_cast<QWidget*>(m_setName), static_cast<QWidget*>(m_saveSet)}) {
        QSizePolicy policy = widget->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        widget->setSizePolicy(policy);
        widget->setVisible(count > 0);
    }
    foldBars();
    const bool writable = m_session != nullptr && m_session->workspace() != nullptr && m_session->writable();
    m_saveSet->setEnabled(writable && !m_setName->text().trimmed().isEmpty());
}

void FeatureMapPanel::showState() {
    const bool open = m_session != nullptr && m_session->workspace() != nullptr && m_session->index() != nullptr;
    const bool running = !m_job.empty() || m_task.running();
    m_stack->setCurrentIndex(m_map ? 1 : 0);
    m_empty->button()->setEnabled(open && !running && m_session->writable());
    m_again->setEnabled(open && !running && m_session->writable());
    if (!m_map) {
        const QString about =
            tr("Each feature becomes a point; features whose directions in the SAE's decoder are alike "
               "lie together, so that families can be seen, coloured and picked. It takes about a "
               "minute for 16,000 features.");
        if (m_damaged) {
            m_empty->setText(tr("The map cannot be read"), sentences(*m_damaged));
        } else if (m_stale) {
            m_empty->setText(tr("The map is of another SAE"),
                             tr("A map of another SAE is in the workspace; its points are not these features.") +
                                 QLatin1Char(' ') + about);
        } else {
            m_empty->setText(tr("No map yet"), about);
        }
        m_empty->setButtonText(tr("Compute the map"));
        return;
    }
    QStringList parts = {tr("Alike lies together. How far apart groups lie means nothing.")};
    QStringList tip = {
        tr("A point's place is chosen so that features with similar directions in the decoder become "
           "neighbours (t-SNE). The distance between far groups, the size of a group and the directions "
           "of the picture mean nothing.")};
    if (m_map->keptNeighbours >= 0.0 && m_map->count(FeatureMap::Place::Placed) > 10) {
        tip.append(tr("Of a feature's 10 nearest relatives, %1 are among its 10 nearest here.")
                       .arg(formatShare(m_map->keptNeighbours)));
    }
    if (const std::size_t dead = m_map->count(FeatureMap::Place::Dead); dead > 0) {
        parts.append(tr("%Ln features never fire and are left out.", nullptr, pluralOf(dead)));
    }
    if (const std::size_t zero = m_map->count(FeatureMap::Place::Zero); zero > 0) {
        parts.append(tr("%Ln features have no direction and are left out.", nullptr, pluralOf(zero)));
    }
    std::size_t missing = 0;
    for (std::size_t i = 0; i < m_map->features(); ++i) {
        const FeatureRow* row = m_map->place[i] == FeatureMap::Place::Dead
                                    ? m_model->find(FeatureId(static_cast<std::uint32_t>(i)))
                                    : nullptr;
        missing += row != nullptr && !row->contrast.dead ? 1 : 0;
    }
    if (missing > 0) {
        parts.append(tr("%Ln features fire in this index and have no place: compute the map again.", nullptr,
                        pluralOf(missing)));
    }
    m_note->setTone(missing > 0 ? TextTone::Warning : TextTone::Muted);
    m_note->setText(parts.join(QLatin1Char(' ')));
    m_note->setToolTip(plainToolTip(tip.join(QLatin1Char('\n'))));
}

QByteArray FeatureMapPanel::coordinates() const {
    QByteArray text = "feature,x,y\n";
    const FeatureMapScene& scene = m_view->scene();
    for (std::size_t i = 0; i < scene.size(); ++i) {
        text += QByteArray::number(scene.features[i].value()) + ',' + QByteArray::number(scene.places[i].x(), 'g', 7) +
                ',' + QByteArray::number(scene.places[i].y(), 'g', 7) + '\n';
    }
    return text;
}

Status FeatureMapPanel::exportTo(const QString& path) const {
    const QString ending = path.section(QLatin1Char('.'), -1).toLower();
    // Always in light colours: files go on paper.
    std::vector<QRgb> colours;
    const FeatureMapScene& scene = m_view->scene();
    const std::vector<FeatureId> kept = m_session != nullptr && m_session->index() != nullptr
                                            ? m_session->keptFeatures(m_session->scope())
                                            : std::vector<FeatureId>();
    FeatureMapView* const view = m_view;
    const FigurePainter paint = [&](QPainter& painter, const QRectF& area, const QFont& font) {
        const Theme& theme = lightTheme();
        painter.fillRect(area, theme.surface);
        const double legend = FeatureMapColours::legendHeight(font);
        view->paintTo(painter, area.adjusted(0, 0, 0, -legend - 6), theme, font, colours);
        m_colours.paintLegend(painter, QRectF(area.left() + 8, area.bottom() - legend - 2, area.width() - 16, legend),
                              theme, font);
    };
    for (const FeatureId feature : scene.features) {
        const FeatureRow* row = m_model->find(feature);
        const bool isKept = std::find(kept.begin(), kept.end(), feature) != kept.end();
        colours.push_back(m_colours.colour(lightTheme(), row != nullptr ? *row : FeatureRow{}, isKept).rgb());
    }
    QByteArray bytes;
    if (ending == QLatin1String("png")) {
        bytes = picturePng(pictureSize, paint);
    } else if (ending == QLatin1String("svg")) {
        bytes = pictureSvg(pictureSize, paint);
    } else if (ending == QLatin1String("pdf")) {
        bytes = picturePdf(pictureSize, tr("Map of the features"), paint);
    } else if (ending == QLatin1String("csv")) {
        bytes = coordinates();
    } else {
        return fail(ErrorCode::Usage, "A map cannot be saved as \"" + ending.toStdString() + "\".",
                    "Choose a name that ends in .png, .svg, .pdf or .csv.");
    }
    return writeFileAtomically(path.toStdString(),
                               std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

void FeatureMapPanel::askForPicture() {
    if (!m_map) {
        return;
    }
    QString filter;
    QString path =
        QFileDialog::getSaveFileName(this, tr("Save the map"), tr("feature-map") + QStringLiteral(".png"),
                                     tr("Picture (*.png);;Drawing (*.svg);;PDF (*.pdf);;Coordinates (*.csv)"), &filter);
    if (path.isEmpty()) {
        return;
    }
    if (!path.section(QLatin1Char('/'), -1).contains(QLatin1Char('.'))) {
        path += filter.section(QStringLiteral("(*"), 1).section(QLatin1Char(')'), 0, 0);
    }
    if (const Status written = exportTo(path); !written) {
        Q_EMIT failed(written.error());
    } else {
        Q_EMIT saved(path);
    }
}

}  // namespace saferscope
