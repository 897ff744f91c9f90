package io.firebreak.directory.cells;

import org.springframework.data.jpa.repository.JpaRepository;

interface CellRows extends JpaRepository<CellRow, String> {}
