# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` puts where, and the package that CPack makes of it. Everything is relative to the prefix; manual
# pages, completions and icons are made in the build, from the programs and the SVG.
include(GNUInstallDirs)
set(SAFERSCOPE_RELEASE_DATE "2026-11-26" CACHE STRING "Date of this version, for software centres and the package")
set(saferscope_packaging ${PROJECT_SOURCE_DIR}/packaging)
set(saferscope_made ${PROJECT_BINARY_DIR}/packaging)

set(saferscope_commands_stamp ${saferscope_made}/commands.stamp)
add_custom_command(OUTPUT ${saferscope_commands_stamp}
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${saferscope_made}/man ${saferscope_made}/completions
  COMMAND ${CMAKE_COMMAND} -E make_directory ${saferscope_made}/completions
  COMMAND safer manual ${saferscope_made}/man
  COMMAND safer completion bash > ${saferscope_made}/completions/safer
  COMMAND safer completion zsh > ${saferscope_made}/completions/_safer
  COMMAND safer completion fish > ${saferscope_made}/completions/safer.fish
  COMMAND ${CMAKE_COMMAND} -E touch ${saferscope_commands_stamp}
  DEPENDS safer VERBATIM COMMENT "Manual pages and completions")
add_custom_target(saferscope_commands ALL DEPENDS ${saferscope_commands_stamp})

install(TARGETS safer RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# As Debian wants manual pages and change logs: compressed, without a time stamp.
install(CODE "set(saferscope_made \"${saferscope_made}\")\nset(saferscope_sources \"${PROJECT_SOURCE_DIR}\")
set(saferscope_man \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_MANDIR}/man1\")
set(saferscope_doc \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/doc/saferscope\")
set(saferscope_gui ${SAFERSCOPE_GUI})")
install(SCRIPT ${CMAKE_CURRENT_LIST_DIR}/install-compressed.cmake)
install(FILES ${saferscope_made}/completions/safer DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${saferscope_made}/completions/_safer DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${saferscope_made}/completions/safer.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES README.md SECURITY.md packaging/THIRD_PARTY.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/saferscope)
install(FILES packaging/debian/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/saferscope)

if(SAFERSCOPE_GUI)
  configure_file(${saferscope_packaging}/man/saferscope.1.in ${saferscope_made}/saferscope.1 @ONLY)
  configure_file(${saferscope_packaging}/desktop/org.saferscope.Saferscope.metainfo.xml.in
    ${saferscope_made}/org.saferscope.Saferscope.metainfo.xml @ONLY)

  set(saferscope_icon ${PROJECT_SOURCE_DIR}/resources/icons/saferscope.svg)
  set(saferscope_icon_sizes 48 64 128 256)
  list(TRANSFORM saferscope_icon_sizes REPLACE "(.+)" "${saferscope_made}/icons/\\1.png" OUTPUT_VARIABLE saferscope_pngs)
  add_executable(saferscope_render_icon ${saferscope_packaging}/icons/render_icon.cpp)
  saferscope_common(saferscope_render_icon)
  target_link_libraries(saferscope_render_icon PRIVATE Qt6::Gui Qt6::Svg)
  add_custom_command(OUTPUT ${saferscope_pngs}
    COMMAND saferscope_render_icon ${saferscope_icon} ${saferscope_made}/icons ${saferscope_icon_sizes}
    DEPENDS saferscope_render_icon ${saferscope_icon} VERBATIM COMMENT "Icons")
  add_custom_target(saferscope_icons ALL DEPENDS ${saferscope_pngs})

  install(TARGETS saferscope RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  install(FILES packaging/desktop/saferscope.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
  install(FILES ${saferscope_made}/org.saferscope.Saferscope.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
  install(FILES packaging/desktop/saferscope.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages)
  install(FILES ${saferscope_icon} DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
  foreach(size ${saferscope_icon_sizes})
    install(FILES ${saferscope_made}/icons/${size}.png RENAME saferscope.png
      DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/${size}x${size}/apps)
  endforeach()
endif()

include(SaferscopePackage)
